// The app's menu, which Shopify draws in its own side bar. Home is not shown there: it is where the app's name leads.
import type {} from "@shopify/app-bridge-react";
import { Link } from "@remix-run/react";
import { useWords } from "./words.tsx";

export function AppNav() {
  const { say } = useWords();
  return (
    <s-app-nav>
      <Link to="/app" rel="home">{say("shell.home")}</Link>
      <Link to="/app/orders">{say("shell.orders")}</Link>
      <Link to="/app/hand-over">{say("shell.hand_over")}</Link>
      <Link to="/app/problems">{say("shell.problems")}</Link>
      <Link to="/app/products">{say("shell.products")}</Link>
      <Link to="/app/suppliers">{say("shell.suppliers")}</Link>
      <Link to="/app/rules">{say("shell.rules")}</Link>
      <Link to="/app/settings">{say("shell.settings")}</Link>
    </s-app-nav>
  );
}
