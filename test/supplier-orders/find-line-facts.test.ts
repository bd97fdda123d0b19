// Which lines may a supplier not be given yet, for want of what?
import { describe, expect, it } from "vitest";
import { findLineFacts, type Way } from "../../app/supplier-orders/find-line-facts.ts";
import { anAddress } from "../support/build.ts";
import { completeGoods } from "../support/declare-goods.ts";

const way = (given: Partial<Way["supplier"]> = {}, goods = completeGoods(), lineItemId = "line-1"): Way =>
  ({ lineItemId, goods, supplier: { name: "Lamp Factory", shipsFromCountryCode: "CN", hidesPhone: false, takesPoBoxes: null, ...given } });
const found = (address: Parameters<typeof anAddress>[0], ways: readonly Way[], identityCountries: string[] = []) =>
  findLineFacts({ address: anAddress(address), identityCountries }, ways).map(({ code, params, owner, lineItemId }) => [code, params["missing"] ?? "", owner, lineItemId].join(" "));

describe("facts of a line", () => {
  it("within a country, and within the EU, customs ask nothing", () => {
    const goods = completeGoods({ hsCode: null, nameEn: null });
    expect(found({ countryCode: "BR" }, [way({ shipsFromCountryCode: "BR" }, goods)])).toEqual([]);
    expect(found({ countryCode: "FR" }, [way({ shipsFromCountryCode: "DE" }, goods)])).toEqual([]);
    expect(found({ countryCode: "GB" }, [way({ shipsFromCountryCode: "DE" }, goods)])).toEqual(["customs_incomplete name_en, hs_code MERCHANT line-1"]);
  });

  it("the Chinese name is asked for out of China, the EU's two facts into the EU, and another country's longer code is no code", () => {
    const goods = completeGoods({ nameZh: null, manufacturer: null, euResponsiblePerson: null, hsCode: null, codes: [{ countryCode: "US", hsCode: "9405210090" }] });
    expect(found({ countryCode: "US" }, [way({}, goods)])).toEqual(["customs_incomplete name_zh MERCHANT line-1"]);
    expect(found({ countryCode: "DE" }, [way({ shipsFromCountryCode: "VN" }, goods)])).toEqual(["customs_incomplete hs_code, manufacturer, eu_person MERCHANT line-1"]);
  });

  it("a phone is asked for over a border and in China, not of a supplier that may not know it", () => {
    expect(found({ phone: null }, [way()])).toEqual(["phone_missing phone CUSTOMER line-1"]);
    expect(found({ phone: null }, [way({ hidesPhone: true })])).toEqual([]);
    expect(found({ phone: null }, [way({ shipsFromCountryCode: "US" })])).toEqual([]);
    expect(found({ phone: null, countryCode: "CN" }, [way()])).toEqual(["phone_missing phone CUSTOMER line-1"]);
  });

  it("a box is refused only by a supplier of whom that is known", () => {
    const box = { line1: "PO Box 12" };
    expect(found(box, [way({ takesPoBoxes: false }), way({ takesPoBoxes: null }, completeGoods(), "line-2")])).toEqual(["address_unshippable line1 CUSTOMER line-1"]);
  });

  it("the buyer's number is asked for where nobody knows where it ships from; the goods' facts are not", () => {
    const unknown = way({ shipsFromCountryCode: null }, completeGoods({ hsCode: null }));
    expect(found({ countryCode: "KR" }, [unknown])).toEqual(["identity_missing pccc CUSTOMER line-1"]);
    expect(found({ countryCode: "KR" }, [unknown], ["KR"])).toEqual([]);
    expect(found({ countryCode: "KR" }, [unknown], ["BR"])).toEqual(["identity_missing pccc CUSTOMER line-1"]);
  });

  it("prohibited and imitated goods wait on any way, once for each line", () => {
    const goods = completeGoods({ cargoAttributes: ["IMITATION_BRAND"] });
    expect(found({}, [way({ shipsFromCountryCode: "US" }, goods), way({ shipsFromCountryCode: null }, goods)])).toEqual(["goods_imitation  MERCHANT line-1"]);
    expect(found({ countryCode: null }, [way({}, goods)])).toEqual([]);
  });
});
