// The words spoken between the admin page and the App Bridge stand-in inside its frame.
// Types only: both sides run in the browser and share no code.

export type NavLink = { href: string; label: string; home: boolean };
export type BarAction = { label: string; primary: boolean; disabled: boolean };
export type Toast = {
  id: string;
  text: string;
  isError: boolean;
  durationMs: number;
  action: string | undefined;
};

/** Sent by the frame. `call` asks for an answer with the same number. */
export type FrameMessage =
  | { type: "id-token" | "scopes" | "leave"; call: number }
  | { type: "location"; path: string }
  | { type: "nav"; links: NavLink[] }
  | { type: "title-bar"; title: string; actions: BarAction[] }
  | { type: "save-bar"; visible: boolean; save: BarAction; discard: BarAction }
  | { type: "toast"; toast: Toast }
  | { type: "toast-hide"; id: string }
  | { type: "loading"; on: boolean }
  | { type: "open-admin"; path: string; newTab: boolean };

/** Sent by the admin page. */
export type AdminMessage =
  | { type: "answer"; call: number; value: unknown }
  | { type: "refusal"; call: number; reason: string }
  | { type: "navigate"; href: string }
  | { type: "title-action"; index: number }
  | { type: "save-bar-action"; action: "save" | "discard" }
  | { type: "toast-action" | "toast-dismissed"; id: string };
