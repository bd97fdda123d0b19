// Who answers at a supplier, and when does it work? Hours and days are its own.
import { Checkbox, FormLayout, InlineError, InlineGrid, Select, Text, TextField } from "@shopify/polaris";
import { supplierKinds, supplierLanguages } from "../suppliers/supplier-facts.ts";
import { RowList } from "./row-list.tsx";
import type { TypedForm } from "./typed-form.ts";
import { useWords } from "./words.tsx";
import { ZonePicker } from "./zone-picker.tsx";

/** ISO weekdays. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

type Part = { readonly form: TypedForm };

export function WhoSection({ form: { field } }: Part) {
  const { say } = useWords();
  return (
    <FormLayout>
      <TextField label={say("suppliers.name")} requiredIndicator {...field("name")} />
      <FormLayout.Group>
        <Select label={say("suppliers.kind")} options={supplierKinds.map((kind) => ({ value: kind, label: say(`supplier.kind.${kind}`) }))} {...field("kind")} />
        <Select label={say("suppliers.language")} options={supplierLanguages.map((one) => ({ value: one, label: say(`supplier.language.${one}`) }))} {...field("locale")} />
      </FormLayout.Group>
      <Text as="h3" variant="headingSm">{say("supplier.section.contact")}</Text>
      <FormLayout.Group>
        <TextField label={say("supplier.contact_name")} {...field("contactName")} />
        <TextField label={say("supplier.contact_email")} type="email" {...field("contactEmail")} />
      </FormLayout.Group>
      <FormLayout.Group>
        <TextField label={say("supplier.contact_phone")} type="tel" {...field("contactPhone")} />
        <TextField label={say("supplier.contact_wechat")} {...field("contactWechat")} />
      </FormLayout.Group>
    </FormLayout>
  );
}

type HoursProps = Part & { readonly zones: readonly string[]; readonly workingDayError: string | false };

export function HoursSection({ form: { field, tick }, zones, workingDayError }: HoursProps) {
  const { say } = useWords();
  return (
    <FormLayout>
      <ZonePicker zones={zones} {...field("timeZone")} />
      <div role="group" aria-label={say("supplier.working_days")}>
        <Text as="p">{say("supplier.working_days")}</Text>
        <InlineGrid columns={{ xs: 2, sm: 4 }} gap="100">
          {weekdays.map((day) => <Checkbox key={day} label={say(`weekday.day${day}`)} {...tick(`day${day}`)} />)}
        </InlineGrid>
        {workingDayError ? <InlineError message={workingDayError} fieldID="workingDay" /> : null}
      </div>
      <TextField label={say("supplier.cut_off")} helpText={say("supplier.cut_off.help")} placeholder="16:00" {...field("cutOff")} />
      <FormLayout.Group condensed>
        <TextField label={say("supplier.lead_time")} inputMode="numeric" {...field("leadTimeDays")} />
        <TextField label={say("supplier.capacity")} inputMode="numeric" {...field("capacityPerDay")} />
      </FormLayout.Group>
    </FormLayout>
  );
}

export function ClosureSection({ form }: Part) {
  const { say } = useWords();
  const empty = { closureReason: "", closureLast: "", closureFrom: "", closureReopens: "" };
  return (
    <RowList form={form} list="closures" add={say("supplier.closure.add")} name={say("supplier.section.closures")} empty={empty}>
      {(cell) => (
        <FormLayout>
          <TextField label={say("supplier.closure.reason")} {...cell("closureReason")} />
          <FormLayout.Group>
            <TextField label={say("supplier.closure.last")} type="date" {...cell("closureLast")} />
            <TextField label={say("supplier.closure.from")} type="date" requiredIndicator {...cell("closureFrom")} />
            <TextField label={say("supplier.closure.reopens")} type="date" requiredIndicator {...cell("closureReopens")} />
          </FormLayout.Group>
        </FormLayout>
      )}
    </RowList>
  );
}
