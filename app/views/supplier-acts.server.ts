// A supplier is added, its line tried before and after, and paused or taken up again.
import { z } from "zod";
import { recordActivity } from "../platform/activity.server.ts";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import { MerchantError } from "../platform/errors.ts";
import type { HttpClient } from "../platform/http.ts";
import type { Mailer } from "../platform/mail.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import type { ConnectionTest, SupplierConnection } from "../suppliers/connector.ts";
import { openConnection } from "../suppliers/open-connection.server.ts";
import { connectors } from "../suppliers/registry.server.ts";
import { supplierKinds } from "../suppliers/supplier-facts.ts";
import { createSupplier, getSupplierForCalling, saveConnection, type NewSupplier } from "../suppliers/store.server.ts";
import { done, failed, refused, type Answer, type Said } from "./answer.ts";
import { complaints, typedValues, type SettingValue } from "./connector-fields.ts";
import { textOf } from "./form.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import type { Read } from "./read-offer-form.ts";
import { isTimeZone } from "./read-supplier-form.ts";
import { connectorForms } from "./suppliers-page.server.ts";

type Connection = Pick<NewSupplier, "connector"> & { settings: Record<string, SettingValue>; credentials: Record<string, SettingValue> };

/** The connector's own schemas judge what was typed. */
export function readConnection(form: FormData): Read<Connection> {
  const name = textOf(form, "connector");
  const connector = connectors.find((one) => one.name === name);
  const fields = connectorForms.find((one) => one.name === name);
  if (!connector || !fields) return { kind: "refused", errors: { connector: { code: "form.choose_connector" } } };
  const settings = typedValues(fields.settings, (field) => textOf(form, `settings.${field}`));
  const credentials = typedValues(fields.credentials, (field) => textOf(form, `credentials.${field}`));
  const judged = { settings: connector.settingsSchema.safeParse(settings), credentials: connector.credentialsSchema.safeParse(credentials) };
  const errors = {
    ...(judged.settings.error ? complaints(judged.settings.error, "settings.") : {}),
    ...(judged.credentials.error ? complaints(judged.credentials.error, "credentials.") : {}),
  };
  return Object.keys(errors).length > 0 ? { kind: "refused", errors } : { kind: "value", value: { connector: name, settings, credentials } };
}

function readSupplierForm(form: FormData): Read<NewSupplier> {
  const connection = readConnection(form);
  const errors: Record<string, Said> = connection.kind === "refused" ? { ...connection.errors } : {};
  const name = textOf(form, "name");
  if (name === "") errors["name"] = { code: "form.required" };
  const kind = supplierKinds.find((one) => one === textOf(form, "kind"));
  if (!kind) errors["kind"] = { code: "form.required" };
  const timeZone = textOf(form, "timeZone");
  if (!isTimeZone(timeZone)) errors["timeZone"] = { code: "form.time_zone" };
  if (connection.kind === "refused" || !kind || Object.keys(errors).length > 0) return { kind: "refused", errors };
  const locale = textOf(form, "locale") === "en" ? "en" : "zh-CN";
  return { kind: "value", value: { name, kind, timeZone, locale, ...connection.value } };
}

export async function addSupplier(tx: ShopTransaction, form: FormData, { sealer, by }: { sealer: Sealer; by: By }): Promise<Act> {
  const read = readSupplierForm(form);
  if (read.kind === "refused") return { answer: refused(read.errors), jobs: [] };
  const { name } = read.value;
  if (await tx.db.supplier.findFirst({ where: { name }, select: { id: true } })) return { answer: refused({ name: { code: "form.name_taken" } }), jobs: [] };
  const id = await createSupplier(tx, sealer, read.value);
  await recordActivity(tx, { subject: "supplier", subjectId: id, actor: { kind: "STAFF", name: by.name }, code: "supplier_added", params: { supplier: name }, at: by.at });
  return { answer: done("suppliers.added", { supplier: name, supplierId: id }), jobs: [] };
}

/** Settings and secrets are given anew together: what is kept is never shown, so it cannot be changed in part. */
export async function changeConnection(tx: ShopTransaction, form: FormData, { sealer, by }: { sealer: Sealer; by: By }): Promise<Act> {
  const supplier = await findChosen(tx, form);
  if (!supplier) return { answer: failed("suppliers.gone"), jobs: [] };
  const read = readConnection(form);
  if (read.kind === "refused") return { answer: refused(read.errors), jobs: [] };
  if (read.value.connector !== supplier.connector) return { answer: refused({ connector: { code: "form.choose_connector" } }), jobs: [] };
  await saveConnection(tx, sealer, { supplierId: supplier.id, settings: read.value.settings, credentials: read.value.credentials });
  await recordActivity(tx, {
    subject: "supplier", subjectId: supplier.id, actor: { kind: "STAFF", name: by.name }, code: "connection_changed", params: { supplier: supplier.name }, at: by.at,
  });
  return { answer: done("suppliers.connection.changed", { supplier: supplier.name }), jobs: [] };
}

async function findChosen(tx: ShopTransaction, form: FormData): Promise<{ id: string; name: string; connector: string } | undefined> {
  const suppliers = await tx.db.supplier.findMany({ select: { id: true, name: true, connector: true } });
  return suppliers.find(({ id }) => id === textOf(form, "supplierId"));
}

/** Paused: nothing new is decided for it. What it has already goes on. */
export async function pauseSupplier(tx: ShopTransaction, form: FormData, by: By): Promise<Act> {
  const isActive = textOf(form, "intent") === "resume";
  const supplier = await findChosen(tx, form);
  if (!supplier) return { answer: failed("suppliers.gone"), jobs: [] };
  await tx.db.supplier.update({ where: { shopId_id: { shopId: tx.shopId, id: supplier.id } }, data: { isActive } });
  await recordActivity(tx, {
    subject: "supplier", subjectId: supplier.id, actor: { kind: "STAFF", name: by.name }, params: { supplier: supplier.name }, at: by.at,
    code: isActive ? "supplier_resumed" : "supplier_paused",
  });
  return { answer: done(isActive ? "suppliers.resumed" : "suppliers.paused", { supplier: supplier.name }), jobs: [] };
}

/** With what is typed, before anything is saved. */
export async function tryTypedConnection(form: FormData, world: { http: HttpClient; now: () => Date; mail: Mailer | undefined }): Promise<Answer> {
  const read = readConnection(form);
  if (read.kind === "refused") return refused(read.errors);
  const connector = connectors.find((one) => one.name === read.value.connector);
  if (!connector) return refused({ connector: { code: "form.choose_connector" } });
  return await tryConnection(connector.open({ settings: read.value.settings, credentials: read.value.credentials, http: world.http, now: world.now, mail: world.mail }));
}

type CallingTools = { readonly database: Database; readonly sealer: Sealer; readonly http: HttpClient; readonly mail: Mailer | undefined; readonly now: () => Date };

/** With the settings and credentials that are kept. */
export async function tryKnownConnection(tools: CallingTools, { shopId, form }: { shopId: string; form: FormData }): Promise<Answer> {
  try {
    const open = await tools.database.inShop(shopId, (tx) => getSupplierForCalling(tx, tools.sealer, supplierIdIn(form)));
    return await tryConnection(openConnection(open, tools));
  } catch (error) {
    if (!(error instanceof MerchantError)) throw error;
    return failed(error.code === "supplier_missing" ? "suppliers.gone" : "connection.settings_invalid");
  }
}

function supplierIdIn(form: FormData): string {
  const id = textOf(form, "supplierId");
  if (!z.uuid().safeParse(id).success) throw new MerchantError("supplier_missing");
  return id;
}

async function tryConnection(connection: SupplierConnection): Promise<Answer> {
  const { outcome } = await connection.testConnection();
  return outcome.kind === "works" ? done("connection.works", { name: outcome.supplierName ?? "" }) : failed(failureCodes[outcome.code], outcome.params);
}

const failureCodes = {
  supplier_credentials_refused: "connection.supplier_credentials_refused",
  supplier_unreachable: "connection.supplier_unreachable",
  supplier_address_blocked: "connection.supplier_address_blocked",
  supplier_answer_unreadable: "connection.supplier_answer_unreadable",
  mail_not_set_up: "connection.mail_not_set_up",
} as const satisfies Record<Extract<ConnectionTest, { kind: "fails" }>["code"], string>;
