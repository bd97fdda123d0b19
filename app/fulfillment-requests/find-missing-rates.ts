// To which of the countries that a shop sells to would checkout offer no rate, if the goods shipped from this location?

export type RateProfile = {
  readonly isDefault: boolean;
  readonly groups: readonly { readonly locationIds: readonly string[]; readonly countries: readonly string[]; /** Everywhere that no other zone names. */ readonly restOfWorld: boolean }[];
};

/** The default profile speaks for all goods that no other one names, so a gap in it is felt. */
export function findMissingRates(profiles: readonly RateProfile[], locationId: string | null, countries: readonly string[]): string[] {
  const groups = profiles.filter(({ isDefault }) => isDefault).flatMap(({ groups: all }) => all).filter(({ locationIds }) => locationId !== null && locationIds.includes(locationId));
  return countries.filter((country) => !groups.some((group) => group.restOfWorld || group.countries.includes(country)));
}
