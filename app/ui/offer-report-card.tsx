// What became of each row of an import: narrowed by outcome, page by page, and as a file.
import { BlockStack, Box, Button, Card, InlineStack, Pagination, Select, Text } from "@shopify/polaris";
import { useNavigate } from "@remix-run/react";
import { importAddress, reportFilters, type ImportReport, type ShownImport } from "../views/offer-import-page.ts";
import { useDownload } from "./download.ts";
import { OfferRows } from "./offer-rows.tsx";
import { useWords } from "./words.tsx";

export function OfferReportCard({ shown, report }: { readonly shown: ShownImport; readonly report: ImportReport }) {
  const { say, language } = useWords();
  const navigate = useNavigate();
  const download = useDownload();
  const { query, rows, hasNext } = report;
  const filterName = (filter: (typeof reportFilters)[number]) => (filter === "ALL" ? say("imports.report.all") : `${say(`imports.outcome.${filter}`)} (${shown.counts[filter]})`);
  const turn = (page: number) => navigate(importAddress(shown.id, { ...query, page }));
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">{say("imports.report.title")}</Text>
        <InlineStack gap="300" blockAlign="end">
          <Select
            label={say("imports.report.filter")} value={query.filter} options={reportFilters.map((filter) => ({ value: filter, label: filterName(filter) }))}
            onChange={(filter) => navigate(importAddress(shown.id, { filter: reportFilters.find((one) => one === filter) ?? "ALL" }))}
          />
          <Button loading={download.isBusy} onClick={() => download.start(`/app/products/export?what=report&import=${shown.id}&show=${query.filter}&language=${language}`)}>{say("imports.report.download")}</Button>
        </InlineStack>
        {rows.length === 0 ? <Box><Text as="p" tone="subdued">{say("imports.report.empty")}</Text></Box> : <OfferRows rows={rows} />}
        {hasNext || query.page > 1 ? (
          <InlineStack align="center">
            <Pagination accessibilityLabel={say("imports.report.pages")} hasNext={hasNext} hasPrevious={query.page > 1} onNext={() => turn(query.page + 1)} onPrevious={() => turn(query.page - 1)} />
          </InlineStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}
