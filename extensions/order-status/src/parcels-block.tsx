// Where are my parcels? On the order page of the customer's account: each parcel with its lines, and what is still to come.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { itemText, readParcels, restOf, stateKey, type Item, type Order, type Parcel, type Reading } from "./read-parcels.ts";

export default async function block(): Promise<void> {
  render(<Parcels />, document.body);
}

const say = (key: string, params: Record<string, string | number> = {}): string => String(shopify.i18n.translate(key, params));
const when = (instant: string): string => shopify.i18n.formatDate(new Date(instant), { dateStyle: "medium", timeStyle: "short" });

function Parcels() {
  const [reading, setReading] = useState<Reading | "loading" | "sign_in">("loading");
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    setReading("loading");
    void read().then(setReading);
  }, [turn]);
  return (
    <s-section heading={say("title")}>
      <s-stack gap="base">
        {reading === "loading" ? <s-skeleton-paragraph content={say("loading")} /> : null}
        {reading === "sign_in" ? <SignIn /> : null}
        {typeof reading === "object" ? <Found reading={reading} onAgain={() => setTurn(turn + 1)} /> : null}
      </s-stack>
    </s-section>
  );
}

/** A mailed link opens the page without a sign-in: then nobody's parcels are told. */
async function read(): Promise<Reading | "sign_in"> {
  if (shopify.authenticationState.value === "pre_authenticated") return "sign_in";
  const orderId = shopify.order.value?.id;
  if (orderId === undefined) return { kind: "nothing" };
  return await readParcels({ appUrl: process.env.APP_URL ?? "", orderId, token: () => shopify.sessionToken.get(), fetch: (address, options) => fetch(address, options) });
}

function SignIn() {
  return (
    <s-stack gap="base">
      <s-paragraph>{say("sign_in.why")}</s-paragraph>
      <s-button onClick={() => void shopify.requireLogin()}>{say("sign_in.do")}</s-button>
    </s-stack>
  );
}

function Found({ reading, onAgain }: { readonly reading: Reading; onAgain(): void }) {
  if (reading.kind === "failed") {
    return (
      <s-banner tone="warning" heading={say("failed.title")}>
        <s-button onClick={onAgain}>{say("failed.again")}</s-button>
      </s-banner>
    );
  }
  if (reading.kind === "nothing") return <s-paragraph>{say("nothing")}</s-paragraph>;
  const { order } = reading;
  return (
    <s-stack gap="base">
      {order.parcels.length === 0 ? <s-paragraph>{say("nothing")}</s-paragraph> : null}
      {order.parcels.map((parcel, index) => <ParcelPart key={parcel.number} parcel={parcel} position={[index + 1, order.parcels.length]} />)}
      <Rest order={order} />
    </s-stack>
  );
}

function ParcelPart({ parcel, position: [number, parcels] }: { readonly parcel: Parcel; readonly position: readonly [number, number] }) {
  const { carrier, lastScan, deliveredAt, link } = parcel;
  return (
    <s-box border="base" borderRadius="base" padding="base">
      <s-stack gap="small">
        <s-heading>{parcels === 1 ? say("parcel.one") : say("parcel.of", { number, parcels })}</s-heading>
        <s-badge>{say(stateKey(parcel))}</s-badge>
        <s-text>{deliveredAt ? when(deliveredAt) : [lastScan ? when(lastScan.at) : say("shipped", { at: when(parcel.shippedAt) }), lastScan?.place].filter(Boolean).join(", ")}</s-text>
        <s-text>{`${carrier} ${parcel.number}`}</s-text>
        {link === null ? null : <s-link href={link} target="_blank">{say("track", { number: parcel.number })}</s-link>}
        <Items items={parcel.lines} />
      </s-stack>
    </s-box>
  );
}

function Items({ items }: { readonly items: readonly Item[] }) {
  return (
    <s-unordered-list>
      {items.map((item) => <s-list-item key={itemText(item)}>{itemText(item)}</s-list-item>)}
    </s-unordered-list>
  );
}

function Rest({ order }: { readonly order: Order }) {
  const kinds = (["to_come", "from_shop", "cancelled"] as const).filter((kind) => restOf(order, kind).length > 0);
  return (
    <s-stack gap="base">
      {kinds.map((kind) => (
        <s-stack gap="small" key={kind}>
          <s-heading>{say(`rest.${kind}`)}</s-heading>
          <Items items={restOf(order, kind)} />
        </s-stack>
      ))}
    </s-stack>
  );
}
