// How does the unchanged app reach the local store? Started with `--import` before the app, this
// opens plain TCP to the local store wherever the app asks a *.myshopify.com address for https.
import { connect as openSocket } from "node:net";
import { Agent, buildConnector, setGlobalDispatcher } from "undici";

const address = process.env.LOCAL_STORE_URL;
if (address === undefined) throw new Error("LOCAL_STORE_URL is missing: where does the local store listen?");
const connectElsewhere = buildConnector({});
let store = new URL(address);

/** For a process that starts one store after another. */
export function reach(url: string): void {
  store = new URL(url);
}

const connect: buildConnector.connector = (options, callback) => {
  if (!options.hostname.endsWith(".myshopify.com")) {
    connectElsewhere(options, callback);
    return;
  }
  const socket = openSocket({ host: store.hostname, port: Number(store.port), noDelay: true });
  const fail = (error: Error) => callback(error, null);
  socket.once("error", fail);
  socket.once("connect", () => {
    socket.off("error", fail);
    callback(null, socket);
  });
};

setGlobalDispatcher(new Agent({ connect }));
