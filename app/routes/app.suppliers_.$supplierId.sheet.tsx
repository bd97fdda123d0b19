// The columns of one supplier's sheet, in the supplier's own words and order, beside a picture of what it will look like.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, InlineStack, Page, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { SheetColumns } from "../ui/sheet-columns.tsx";
import { SheetHeadings } from "../ui/sheet-headings.tsx";
import { SheetPicture } from "../ui/sheet-picture.tsx";
import { useAct } from "../ui/use-act.ts";
import { useWords } from "../ui/words.tsx";
import { found, idIn, openShopPage } from "../views/open-shop-page.server.ts";
import { previewOf, usualColumns } from "../views/sheet-page.ts";
import { readHeadings, readSheetPage, saveSheet } from "../views/sheet-page.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { inShop } = await openShopPage(request, context);
  const supplierId = idIn(params, "supplierId");
  return found(await inShop((tx) => readSheetPage(tx, supplierId)));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { act, by } = await openShopPage(request, context);
  const supplierId = idIn(params, "supplierId");
  const form = await request.formData();
  if (form.has("file")) return await readHeadings(form);
  return await act((tx) => saveSheet(tx, form, { supplierId, by: by() }));
}

export default function SupplierSheet() {
  const page = useLoaderData<typeof loader>();
  const { say } = useWords();
  const act = useAct();
  const [columns, setColumns] = useState(page.columns);
  const [locale, setLocale] = useState(page.locale.startsWith("zh") ? "zh-CN" : "en");
  const isUsual = !page.isOwn && columns === page.columns;
  const chooseLanguage = (chosen: string): void => {
    setLocale(chosen);
    if (isUsual) setColumns(usualColumns(chosen));
  };
  return (
    <Page title={say("sheet.title")} subtitle={page.supplierName} backAction={{ content: say("shell.hand_over"), url: "/app/hand-over" }}>
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">{say("sheet.picture")}</Text>
            <Text as="p" tone="subdued">{say("sheet.picture.help")}</Text>
            <SheetPicture sheet={previewOf(page, columns)} />
            {page.hidesPrices && columns.some(({ field }) => field === "unitCost") ? <Banner tone="info"><Text as="p">{say("sheet.prices_hidden")}</Text></Banner> : null}
          </BlockStack>
        </Card>
        <SheetHeadings onRead={setColumns} />
        <Card>
          <BlockStack gap="400">
            <Text as="h2" variant="headingMd">{say("sheet.columns")}</Text>
            <Select label={say("suppliers.language")} helpText={say("sheet.language.help")} options={[{ value: "zh-CN", label: "简体中文" }, { value: "en", label: "English" }]} value={locale} onChange={chooseLanguage} />
            <SheetColumns columns={columns} attributes={page.attributes} errorOf={(place) => act.errorOf(`column.${place}`)} onChange={setColumns} />
            <InlineStack gap="200">
              <Button variant="primary" loading={act.intent === "save"} disabled={act.isBusy} onClick={() => act.send({ intent: "save", locale, columns: JSON.stringify(columns) })}>{say("action.save")}</Button>
              <Button
                loading={act.intent === "reset"} disabled={act.isBusy}
                onClick={() => {
                  setColumns(usualColumns(locale));
                  act.send({ intent: "reset", locale });
                }}
              >
                {say("sheet.reset")}
              </Button>
            </InlineStack>
          </BlockStack>
        </Card>
      </BlockStack>
    </Page>
  );
}
