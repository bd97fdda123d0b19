// What is in this archive, and how large does it really become? Asked before a library unpacks it as a whole.
import { inflateRawSync } from "node:zlib";

export type ZipPart = { readonly name: string; readonly isEncrypted: boolean; readonly bytes: Buffer };
export type Unzipped = { readonly kind: "parts"; readonly parts: readonly ZipPart[] } | { readonly kind: "too_large" } | { readonly kind: "broken" };

/** ZIP application note, 4.3: the end of the central directory, one entry of it, and a file's own header. */
const endMark = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const entryMark = 0x02014b50;
const mostParts = 5_000;

/** Sizes are measured, since an archive may say anything of itself. Never throws. */
export function unzipParts(archive: Buffer, mostBytes: number): Unzipped {
  try {
    return { kind: "parts", parts: readEntries(archive, mostBytes) };
  } catch (error) {
    return { kind: error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE" ? "too_large" : "broken" };
  }
}

function readEntries(archive: Buffer, mostBytes: number): ZipPart[] {
  const end = archive.lastIndexOf(endMark);
  if (end < 0) throw new Error("no central directory");
  const parts: ZipPart[] = [];
  const begin = archive.readUInt32LE(end + 16);
  // The library that reads the archive after us looks for its list elsewhere where this one is not whole, and knows no count: whoever
  // makes an archive with two lists, or a longer one than it says, would show us one thing and the library another.
  if (begin + archive.readUInt32LE(end + 12) !== end || archive.readUInt16LE(end + 10) > mostParts) throw new Error("no one list of parts");
  let at = begin;
  let room = mostBytes;
  while (at < end) {
    if (archive.readUInt32LE(at) !== entryMark || parts.length >= mostParts) throw new Error("no list of parts");
    const [nameLength, extraLength, commentLength] = [archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32)];
    const isEncrypted = (archive.readUInt16LE(at + 8) & 1) === 1;
    const bytes = isEncrypted ? Buffer.alloc(0) : unpack(archive, at, room);
    parts.push({ name: archive.toString("utf8", at + 46, at + 46 + nameLength), isEncrypted, bytes });
    room -= bytes.length;
    at += 46 + nameLength + extraLength + commentLength;
  }
  if (at !== end || parts.length !== archive.readUInt16LE(end + 10)) throw new Error("the list of parts is not what it says");
  return parts;
}

function unpack(archive: Buffer, entry: number, room: number): Buffer {
  const [method, packedLength, start] = [archive.readUInt16LE(entry + 10), archive.readUInt32LE(entry + 20), archive.readUInt32LE(entry + 42)];
  const from = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
  const packed = archive.subarray(from, from + packedLength);
  if (method === 8) return inflateRawSync(packed, { maxOutputLength: Math.max(room, 1) });
  if (packed.length > room) throw Object.assign(new RangeError("no room left"), { code: "ERR_BUFFER_TOO_LARGE" });
  return packed;
}
