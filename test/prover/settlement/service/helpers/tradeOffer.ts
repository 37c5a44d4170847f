import { keccak256, nullifierKeyHash, utf8 } from "@muniment/protocol";
import type { SettlementOffer } from "@muniment/sdk";
import type { SettlementWorld } from "../../../../helpers/settlement/SettlementWorld.js";
import { assets, farAway } from "../../../../helpers/settlement/SettlementWorld.js";

/** Alice's offer to Bob: 400 bonds for 4,400 in cash. */
export function tradeOffer({ alice, bob, domain }: SettlementWorld): SettlementOffer {
  return {
    domain,
    give: { asset: assets.bond, amount: 400n },
    take: { asset: assets.cash, amount: 4_400n },
    giver: { key: alice.key.x, keyHash: nullifierKeyHash(alice.nullifierKey) },
    taker: bob.key.x,
    expiresAt: farAway,
    text: "as agreed",
    salt: keccak256(utf8("salt")),
  };
}
