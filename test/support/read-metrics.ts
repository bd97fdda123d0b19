// How does a test read what Prometheus would? The text format, as samples with labels.
type Sample = { readonly name: string; readonly labels: Readonly<Record<string, string>>; readonly value: number };
type Labels = Readonly<Record<string, string>>;

export type Samples = {
  count(name: string): number;
  /** 0 where there is none. */
  sum(name: string, labels?: Labels): number;
  /** Values by one label; samples with the same are added up. */
  by(name: string, label: string, labels?: Labels): Record<string, number>;
};

export function readSamples(text: string): Samples {
  const samples = text.split("\n").filter((line) => line !== "" && !line.startsWith("#")).map(toSample);
  const find = (name: string, wanted: Labels = {}) => samples.filter((one) => one.name === name && Object.entries(wanted).every(([label, value]) => one.labels[label] === value));
  return {
    count: (name) => find(name).length,
    sum: (name, labels) => find(name, labels).reduce((sum, { value }) => sum + value, 0),
    by: (name, label, labels) => {
      const sums: Record<string, number> = {};
      for (const { labels: { [label]: key = "" }, value } of find(name, labels)) sums[key] = (sums[key] ?? 0) + value;
      return sums;
    },
  };
}

function toSample(line: string): Sample {
  const [, name = "", labels = "", value = ""] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  if (name === "") throw new Error(`not a sample: ${line}`);
  return { name, labels: Object.fromEntries([...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = "", text = ""]) => [label, text])), value: Number(value) };
}
