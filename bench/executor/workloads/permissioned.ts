import { callData, selectorOf } from "./callData.js";
import { encodeCall, encodeWords } from "./encodeCall.js";
import { placeOf } from "./placeOf.js";
import type { Workload } from "./Workload.js";

const transfer = selectorOf("transfer(address,uint256)");
const topic = 1n;
const country = 344n;
/** Seconds: 2100. */
const expiry = 4_102_444_800n;
const issuer = 0x1550e5n;
const packed = 160n;

// Slots, in the order of declaration (contracts/).
const balances = 0n;
const entries = 0n;
const claims = 1n;
const sent = 1n;

/** Transfers of a permissioned token over three contracts. */
export const permissioned: Workload = {
  name: "permissioned",
  says: "transfer of a permissioned token: registry asked for both sides, rules asked before and told after",
  deploy: ({ ledger, contracts }) => {
    const registry = ledger.deploy(contracts, "HolderRegistry");
    const permissioned = ledger.deploy(contracts, "PermissionedToken");
    const rules = ledger.deploy(
      contracts,
      "TransferRules",
      encodeWords([permissioned, registry, 1n << 200n]),
    );
    ledger.call(permissioned, encodeCall("setUp(address,address)", [registry, rules]));
    ledger.call(registry, encodeCall("requireTopic(uint256)", [topic]));
    ledger.call(registry, encodeCall("trust(address)", [issuer]));
    ledger.call(rules, encodeCall("allowCountry(uint16)", [country]));
    return { permissioned, registry, rules };
  },
  holdings: (places) => {
    const registry = placeOf(places, "registry");
    return [
      { contract: placeOf(places, "permissioned"), mapping: balances, value: 10n ** 24n },
      { contract: registry, mapping: entries, value: country << packed, withAddress: true },
      { contract: registry, mapping: claims, then: topic, value: (expiry << packed) | issuer },
      { contract: placeOf(places, "rules"), mapping: sent, value: 1n, sendersOnly: true },
    ];
  },
  intents: ({ places, people, chance, draw }) => {
    const to = placeOf(places, "permissioned");
    return () => {
      const { sender, receiver } = draw();
      const data = callData(transfer, people, [{ holder: receiver }, 1 + chance.below(1_000_000)]);
      return { sender, receiver, to, value: 0n, data, gasLimit: 200_000n };
    };
  },
};
