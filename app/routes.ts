// Which file answers which address? Remix's flat names in `routes/`: dots are slashes, `$name` is a parameter, a lone
// `$` the rest, `_index` the address itself; a file stands inside the longest other name it begins with.
import { flatRoutes } from "@remix-run/fs-routes";
import type { RouteConfig } from "@remix-run/route-config";

export default flatRoutes() satisfies RouteConfig;
