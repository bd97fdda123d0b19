// What only a person can settle: `problem.<code>.title`, `.cause` and `.next`.
export const problems = {
  "problem.unmapped_line.title": "No supplier is chosen for {item}",
  "problem.unmapped_line.cause": "Nobody has said yet who ships this variant, or that it is your own goods. The other lines of the order go on.",
  "problem.unmapped_line.next": "Choose a supplier for the variant, or mark it as your own goods.",
} as const satisfies Record<string, string>;
