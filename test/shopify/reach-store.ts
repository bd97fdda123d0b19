// How do tests reach the local store under its shops' own https addresses? As the preload does it, within this process.
import { connect as openSocket } from "node:net";
import { Agent, buildConnector, getGlobalDispatcher, setGlobalDispatcher } from "undici";

/** Until the returned function is called, every *.myshopify.com address leads to the server at this url. */
export function reachStore(url: string): () => Promise<void> {
  const { hostname, port } = new URL(url);
  const connectElsewhere = buildConnector({});
  const connect: buildConnector.connector = (options, callback) => {
    if (!options.hostname.endsWith(".myshopify.com")) {
      connectElsewhere(options, callback);
      return;
    }
    const socket = openSocket({ host: hostname, port: Number(port), noDelay: true });
    const fail = (error: Error) => callback(error, null);
    socket.once("error", fail);
    socket.once("connect", () => {
      socket.off("error", fail);
      callback(null, socket);
    });
  };
  const before = getGlobalDispatcher();
  const agent = new Agent({ connect });
  setGlobalDispatcher(agent);
  return async () => {
    setGlobalDispatcher(before);
    await agent.destroy();
  };
}
