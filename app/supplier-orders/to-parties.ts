// Who receives the parcel and who appears to have sent it, as far as this supplier may know?
import type { LabelSender, Receiver } from "../suppliers/supplier-order-request.ts";
import type { ReceiverForSending, SenderForSending, SupplierOrderForSending } from "./order-for-sending.ts";

const given = (value: string | null): string | undefined => value ?? undefined;

export function toReceiver(receiver: ReceiverForSending, privacy: SupplierOrderForSending["privacy"]): Receiver {
  return {
    name: receiver.name,
    firstName: given(receiver.firstName),
    lastName: given(receiver.lastName),
    company: given(receiver.company),
    line1: receiver.line1,
    line2: given(receiver.line2),
    houseNumber: given(receiver.houseNumber),
    street: given(receiver.street),
    district: given(receiver.district),
    city: given(receiver.city),
    province: given(receiver.province),
    provinceCode: given(receiver.provinceCode),
    postalCode: given(receiver.postalCode),
    countryCode: receiver.countryCode,
    countryName: given(receiver.countryName),
    phone: privacy.hidesPhone ? undefined : given(receiver.phone),
    phoneE164: privacy.hidesPhone ? undefined : given(receiver.phoneE164),
    email: privacy.hidesEmail ? undefined : given(receiver.email),
    oneLine: given(receiver.oneLine) ?? toOneLine(receiver),
    latin: toLatin(receiver),
  };
}

/**
 * 整段地址: 省市区街道 and detail without blanks between them, for addresses in China only. Never name or phone.
 * Buyers often repeat province and city in the detail line; what the line already begins with is not said twice.
 */
export function toOneLine(receiver: ReceiverForSending): string | undefined {
  if (receiver.countryCode !== "CN") return undefined;
  const detail = [receiver.line1, receiver.line2, receiver.houseNumber].map((part) => part?.trim() ?? "").join("");
  const regions = [receiver.province, receiver.city, receiver.district, receiver.street].map((part) => part?.trim() ?? "").filter((part) => part !== "");
  // A municipality (北京市) is its own province.
  const distinct = regions.filter((part, index) => part !== regions[index - 1]);
  const repeated = distinct.findIndex((part) => detail.startsWith(part));
  return (repeated === -1 ? distinct : distinct.slice(0, repeated)).join("") + detail;
}

function toLatin(receiver: ReceiverForSending): Receiver["latin"] {
  const latin = {
    name: given(receiver.latinName),
    line1: given(receiver.latinLine1),
    line2: given(receiver.latinLine2),
    city: given(receiver.latinCity),
    province: given(receiver.latinProvince),
  };
  return Object.values(latin).every((value) => value === undefined) ? undefined : latin;
}

export function toLabelSender(sender: SenderForSending): LabelSender {
  const ifUndeliverable = { RETURN: "return", DESTROY: "destroy", ABANDON: "abandon" } as const;
  return {
    name: sender.name,
    phone: given(sender.phone),
    address1: given(sender.address1),
    city: given(sender.city),
    province: given(sender.province),
    postalCode: given(sender.postalCode),
    countryCode: given(sender.countryCode),
    isBlind: sender.isBlind,
    ifUndeliverable: ifUndeliverable[sender.ifUndeliverable],
    returnTo: toReturnAddress(sender),
  };
}

function toReturnAddress(sender: SenderForSending): LabelSender["returnTo"] {
  if (sender.returnName === null) return undefined;
  return {
    name: sender.returnName,
    phone: given(sender.returnPhone),
    address1: given(sender.returnAddress1),
    city: given(sender.returnCity),
    province: given(sender.returnProvince),
    postalCode: given(sender.returnPostalCode),
    countryCode: given(sender.returnCountryCode),
  };
}
