// Who asks from outside the admin: a customer in the account pages, or a visitor of the shop through the app proxy?
// Shopify's library checks the signatures; what it leaves open is closed here.

export type CustomerVisit = {
  readonly shopDomain: string;
  /** A GID; null while nobody is signed in, as on the order page that a mailed link opens. */
  readonly customerId: string | null;
  /** Lets the extension's sandbox read the answer. */
  cors(response: Response): Response;
};

type ReadToken = (request: Request) => Promise<{ sessionToken: { dest: string; sub?: string }; cors: (response: Response) => Response }>;

/** Throws the answer to a preflight (204), and 401 without a good token. */
export async function readCustomer(authenticate: ReadToken, request: Request): Promise<CustomerVisit> {
  const { sessionToken, cors } = await authenticate(request);
  const sub = sessionToken.sub ?? "";
  return {
    shopDomain: sessionToken.dest.replace(/^https:\/\//, ""),
    customerId: /^gid:\/\/shopify\/Customer\/\d+$/.test(sub) ? sub : null,
    cors,
  };
}

export type ProxyVisit = {
  readonly shopDomain: string;
  /** A GID; null for a guest. */
  readonly customerId: string | null;
  /**
   * Shopify puts the visitor first (https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies);
   * what stands behind are Shopify's own servers and our load balancer. A visitor may invent it, so it is never the only limit.
   */
  readonly address: string;
};

/** Throws 400 when the query is not signed by Shopify, is older than 90 seconds, or repeats what may stand once. */
export async function readProxyVisit(authenticate: (request: Request) => Promise<unknown>, request: Request): Promise<ProxyVisit> {
  await authenticate(request).catch((thrown: unknown) => {
    // The signature was good: the library then renews the shop's token, which a page of ours does without.
    if (!(thrown instanceof Response && thrown.status === 500)) throw thrown;
  });
  const query = new URL(request.url).searchParams;
  // The library joins repeated values before it compares; a visitor who adds a second account is nobody's.
  const [account = "", ...others] = query.getAll("logged_in_customer_id");
  const isAccount = others.length === 0 && /^\d{1,20}$/.test(account);
  return {
    shopDomain: query.get("shop") ?? "",
    customerId: isAccount ? `gid://shopify/Customer/${account}` : null,
    address: request.headers.get("x-forwarded-for")?.split(",")[0]?.trim() ?? "",
  };
}
