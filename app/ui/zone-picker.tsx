// Which of some four hundred time zones is it? Found by typing a part of its name.
import { Autocomplete } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { Bound } from "./typed-form.ts";
import { useWords } from "./words.tsx";

type Props = Pick<Bound, "value" | "onChange" | "error"> & { readonly zones: readonly string[] };

const mostShown = 30;

export function ZonePicker({ value, onChange, error, zones }: Props) {
  const { say } = useWords();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const wanted = text === value ? "" : text.toLowerCase().replaceAll(" ", "_");
  const found = zones.filter((zone) => zone.toLowerCase().includes(wanted)).slice(0, mostShown);
  return (
    <Autocomplete
      options={found.map((zone) => ({ value: zone, label: zone }))}
      selected={[value]}
      onSelect={([chosen]) => {
        setText(chosen ?? value);
        onChange(chosen ?? value);
      }}
      emptyState={say("supplier.time_zone.none")}
      textField={(
        <Autocomplete.TextField
          label={say("suppliers.time_zone")} helpText={say("suppliers.time_zone.help")} value={text} onChange={setText} error={error} autoComplete="off"
          onBlur={() => setText(value)}
        />
      )}
    />
  );
}
