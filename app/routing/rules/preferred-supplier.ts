// Has the merchant said that one supplier comes first? It wins over those behind it; what it does not offer goes on as ever.
import { keep, type Candidate, type RoutingRule } from "../rule.ts";

export const preferredSupplier: RoutingRule = {
  name: "preferred-supplier",
  isOnAtFirst: false,
  judge(candidate, _context, { supplierId }) {
    if (candidate.offer.supplierId !== supplierId) return { kind: "keep", candidate };
    return keep(candidate, { code: "routing.preferred_supplier.kept", params: { supplier: candidate.offer.supplierName } });
  },
  compare: (left, right, { supplierId }) => placeOf(left, supplierId) - placeOf(right, supplierId),
};

const placeOf = ({ offer }: Candidate, supplierId: string | null): number => (offer.supplierId === supplierId ? 0 : 1);
