// Which messages does the protocol have? Named as in the components of docs/rest-api.openapi.json.
import { changeAnswer, changeMessage } from "../../../../app/suppliers/connectors/rest-api/change-messages.ts";
import { lineAnswer, orderAnswer, pingAnswer, refusal, shipmentNotice, shipmentsEvent, shipmentsPage } from "../../../../app/suppliers/connectors/rest-api/messages.ts";
import { orderMessage } from "../../../../app/suppliers/connectors/rest-api/order-message.ts";
import { currency, money } from "../../../../app/suppliers/connectors/rest-api/wire.ts";

export const components = {
  Money: money,
  Currency: currency,
  Order: orderMessage,
  LineAnswer: lineAnswer,
  OrderAnswer: orderAnswer,
  Change: changeMessage,
  ChangeAnswer: changeAnswer,
  Refusal: refusal,
  ShipmentNotice: shipmentNotice,
  ShipmentsPage: shipmentsPage,
  ShipmentsEvent: shipmentsEvent,
  Ping: pingAnswer,
} as const;
