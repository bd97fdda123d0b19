// How are the parcels laid out inside a theme that we do not know? By its own fonts and colours, narrow screens first.

/** No braces of Liquid's stand in it: a rule ends with one brace, never with two. */
export const parcelsStyle = `<style>
.daifa-parcels { max-width: 40rem; margin: 0 auto; padding: 1.5rem 1rem; overflow-wrap: anywhere; }
.daifa-parcels article, .daifa-parcels form { margin: 0 0 2rem; }
.daifa-parcel, .daifa-rest { border: 1px solid currentColor; border-radius: .5rem; padding: 1rem; margin: 0 0 1rem; }
.daifa-parcels h3, .daifa-parcels dl, .daifa-parcels ul { margin: 0 0 .5rem; }
.daifa-parcels dt { font-size: .875em; opacity: .8; }
.daifa-parcels dd { margin: 0 0 .5rem; }
.daifa-parcels ul { padding-left: 1.25rem; }
.daifa-state { font-weight: bold; margin: 0 0 .5rem; }
.daifa-parcels label { display: block; margin: 1rem 0 .25rem; }
.daifa-parcels input { box-sizing: border-box; width: 100%; min-height: 2.75rem; padding: .5rem; font: inherit; border: 1px solid currentColor; border-radius: .25rem; background: transparent; color: inherit; }
.daifa-parcels button { min-height: 2.75rem; margin-top: 1rem; padding: .5rem 1.5rem; font: inherit; cursor: pointer; }
.daifa-trouble { border-left: .25rem solid #b3261e; padding-left: .75rem; }
</style>`;
