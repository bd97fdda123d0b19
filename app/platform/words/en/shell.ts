// What surrounds every page: the menu, the door at `/`, and the apology.
export const shell = {
  "shell.home": "Home",
  "shell.orders": "Orders",
  "shell.problems": "Problems",
  "shell.products": "Products",
  "shell.suppliers": "Suppliers",
  "shell.hand_over": "Hand over",
  "shell.rules": "Rules",
  "shell.settings": "Settings",
  "shell.door.title": "Daifa",
  "shell.door.what": "Daifa is a Shopify app. It sends each line of a paid order to the supplier who ships it, and writes the tracking back to the order.",
  "shell.door.how": "Open it from the admin of your shop: Apps, then Daifa.",
  "shell.apology.title": "This page could not be shown",
  "shell.apology.body": "The fault is ours, and it has been noted. Your orders are not affected. Please try again; if it stays, send us this reference: {reference}",
  "shell.missing.title": "There is nothing here",
  "shell.missing.body": "The page or the record does not exist, or it belongs to another shop.",
  "shell.back": "Back to the start",
} as const satisfies Record<string, string>;
