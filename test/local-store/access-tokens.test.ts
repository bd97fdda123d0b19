// Are tokens handed out, refreshed and ended as Shopify does it?

import { afterEach, beforeEach, expect, test } from "vitest";
import { apiKey, apiSecret, askAdmin, demoDomain, post, startStoreUnderTest, type StoreUnderTest } from "./store-under-test.ts";

let store: StoreUnderTest;
let nowMs = Date.parse("2026-11-25T00:00:00Z");
beforeEach(async () => {
  store = await startStoreUnderTest({ now: () => nowMs });
});
afterEach(() => store.close());

type TokenBody = Record<string, unknown> & { access_token: string; refresh_token: string; expires_in: number };

async function ask(form: Record<string, string>, contentType = "application/json") {
  const full = { client_id: apiKey, client_secret: apiSecret, ...form };
  const body = contentType.includes("json") ? JSON.stringify(full) : new URLSearchParams(full).toString();
  const answer = await post(`${store.store.url}/admin/oauth/access_token`, { host: demoDomain, "content-type": contentType }, body);
  return { status: answer.status, body: JSON.parse(answer.text) as TokenBody };
}

async function exchangeForm(kind: "online" | "offline", expiring = "1") {
  return {
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange", subject_token: await store.shop.sessionToken("90000001"),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: `urn:shopify:params:oauth:token-type:${kind}-access-token`, expiring,
  };
}

const refresh = (refreshToken: string) => ask({ grant_type: "refresh_token", refresh_token: refreshToken });
const works = async (accessToken: string) => (await askAdmin(store.store.url, accessToken, { query: "{ shop { id } }" })).status === 200;

test.each(["application/json", "application/x-www-form-urlencoded"])("a session token is exchanged for an expiring offline token (%s)", async (type) => {
  const { status, body } = await ask(await exchangeForm("offline"), type);

  expect(status).toBe(200);
  expect(body).toMatchObject({ expires_in: 3600, refresh_token_expires_in: 90 * 24 * 3600 });
  expect(body["scope"]).toContain("read_orders");
  expect(await works(body.access_token)).toBe(true);
});

test("without expiring=1 the offline token has no end and no refresh token", async () => {
  const { body } = await ask(await exchangeForm("offline", "0"));

  expect(Object.keys(body).toSorted()).toEqual(["access_token", "scope"]);
});

test("an online token tells who the user is", async () => {
  const { body } = await ask(await exchangeForm("online"));

  expect(body).toMatchObject({ expires_in: 86_400, associated_user: { id: 90_000_001, account_owner: true } });
});

test("two exchanges at the same time both give tokens that work", async () => {
  const form = await exchangeForm("offline");

  const [left, right] = await Promise.all([ask(form), ask(form)]);

  expect(await works(left.body.access_token)).toBe(true);
  expect(await works(right.body.access_token)).toBe(true);
});

test("a session token for another shop, an old one and a tampered one are refused", async () => {
  const form = await exchangeForm("offline");
  const tampered = await ask({ ...form, subject_token: `${form.subject_token}x` });
  nowMs += 71_000;
  const old = await ask(form);
  const wrongSecret = await ask({ ...(await exchangeForm("offline")), client_secret: "wrong" });

  expect([tampered.status, tampered.body["error"]]).toEqual([400, "invalid_subject_token"]);
  expect([old.status, old.body["error"]]).toEqual([400, "invalid_subject_token"]);
  expect(wrongSecret.status).toBe(400);
});

test("an offline token ends after an hour and a refresh brings a new pair", async () => {
  const { body: first } = await ask(await exchangeForm("offline"));
  nowMs += 3_600_000;
  expect(await works(first.access_token)).toBe(false);

  const { body: second } = await refresh(first.refresh_token);

  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect(await works(second.access_token)).toBe(true);
});

test("the previous refresh token stays good until its replacement is used", async () => {
  const { body: first } = await ask(await exchangeForm("offline"));
  const { body: lost } = await refresh(first.refresh_token);

  const again = await refresh(first.refresh_token);
  const third = await refresh(again.body.refresh_token);
  const tooLate = await refresh(first.refresh_token);

  expect(again.status).toBe(200);
  expect(lost.refresh_token).not.toBe(again.body.refresh_token);
  expect(third.status).toBe(200);
  expect([tooLate.status, tooLate.body["error"]]).toEqual([400, "invalid_grant"]);
});

test("a refresh token ends after ninety days", async () => {
  const { body } = await ask(await exchangeForm("offline"));
  nowMs += 90 * 24 * 3_600_000;

  expect((await refresh(body.refresh_token)).status).toBe(400);
});

test("after an uninstall no token works and app/uninstalled arrives", async () => {
  const { body } = await ask(await exchangeForm("offline"));

  await store.shop.uninstall();

  expect(await works(body.access_token)).toBe(false);
  expect((await refresh(body.refresh_token)).status).toBe(400);
  expect((await store.shop.deliveries()).map((delivery) => delivery.topic)).toContain("app/uninstalled");
});
