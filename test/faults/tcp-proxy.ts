// A line that can be cut: a TCP relay between two parts of the world, which shows a fault when it is told to.
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export type TcpProxy = {
  readonly port: number;
  /** Where new connections go, in turn; one that cannot be reached is passed over. */
  sendTo(ports: readonly number[]): void;
  /** Every open connection ends without a goodbye. */
  cut(): void;
  /** New connections are refused until they are let in again. */
  refuse(isRefusing: boolean): void;
  /**
   * The next `times` connections that send these bytes are cut right after they went out, before any answer comes
   * back: the other side has got them. Tells how many were.
   */
  cutBehind(bytes: string, times: number): { readonly hit: () => number };
  close(): Promise<void>;
};

type Trap = { readonly bytes: Buffer; left: number; hits: number };

export async function startTcpProxy(targets: readonly number[]): Promise<TcpProxy> {
  const state = { targets, next: 0, isRefusing: false, traps: [] as Trap[], pairs: new Set<() => void>() };
  const server = createServer((client) => {
    if (state.isRefusing) return void client.resetAndDestroy();
    client.on("error", () => client.destroy());
    relay(state, client, 0);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const cut = () => {
    for (const end of state.pairs) end();
  };
  return {
    port: (server.address() as AddressInfo).port,
    sendTo: (ports) => void (state.targets = ports),
    cut,
    refuse: (isRefusing) => void (state.isRefusing = isRefusing),
    cutBehind: (bytes, times) => {
      const trap: Trap = { bytes: Buffer.from(bytes, "latin1"), left: times, hits: 0 };
      state.traps.push(trap);
      return { hit: () => trap.hits };
    },
    close: async () => {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}

type State = { targets: readonly number[]; next: number; traps: Trap[]; pairs: Set<() => void> };

function relay(state: State, client: Socket, tried: number): void {
  const port = state.targets[state.next++ % Math.max(1, state.targets.length)];
  if (port === undefined || tried >= state.targets.length) return void client.resetAndDestroy();
  const target = connect(port, "127.0.0.1");
  const failed = () => relay(state, client, tried + 1);
  target.once("error", failed);
  target.once("connect", () => {
    target.off("error", failed);
    join(state, client, target);
  });
}

function join(state: State, client: Socket, target: Socket): void {
  const end = () => {
    state.pairs.delete(end);
    client.destroy();
    target.destroy();
  };
  state.pairs.add(end);
  for (const side of [client, target]) side.on("error", end).on("close", end);
  let isTrapped = false;
  client.on("data", (chunk: Buffer) => {
    const trap = isTrapped ? undefined : state.traps.find(({ left, bytes }) => left > 0 && chunk.includes(bytes));
    target.write(chunk);
    if (!trap) return;
    isTrapped = true;
    trap.left -= 1;
    trap.hits += 1;
    // The bytes have left for good once the socket is half closed behind them; whatever is answered finds nobody.
    target.end(() => client.destroy());
  });
  target.on("data", (chunk: Buffer) => {
    if (!isTrapped) client.write(chunk);
  });
}
