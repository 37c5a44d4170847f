import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { send } from "../chain/send.js";
import { AMOUNT } from "./amounts.js";
import type { Case } from "./Case.js";
import { HOME } from "./countries.js";
import type { People } from "./People.js";
import { rules } from "./rules.js";
import type { Suite } from "./Suite.js";

const MAX_TOPICS = 5;
const ALL = rules.length;
const BARE = { topics: 1, rules: 0 };
const FULL = { topics: 1, rules: ALL };

type Run = Case["run"];
type Send = (suite: Suite, people: People) => Promise<Awaited<ReturnType<Run>>>;

/** Sends twice and keeps the second: counters and balances exist by then. */
const second =
  (once: Send): Run =>
  async (suite, people) => {
    await once(suite, people);
    return once(suite, people);
  };

const transfer = second(({ token }, { sender, receiver }) =>
  send(token, sender, "transfer", [receiver.address, AMOUNT]),
);
const batch = (receiversOf: (people: People) => readonly HardhatEthersSigner[]): Run =>
  second(({ token }, people) => {
    const receivers = receiversOf(people).map(({ address }) => address);
    return send(token, people.sender, "batchTransfer", [receivers, receivers.map(() => AMOUNT)]);
  });
const toOne = batch(({ crowd, receiver }) => crowd.map(() => receiver));
const toTwenty = batch(({ crowd }) => crowd);

const transferFrom: Run = async (suite, people) => {
  const { sender, receiver, spender } = people;
  await send(suite.token, sender, "approve", [spender.address, 3n * AMOUNT]);
  const spend: Send = ({ token }) =>
    send(token, spender, "transferFrom", [sender.address, receiver.address, AMOUNT]);
  return second(spend)(suite, people);
};

const mint = second(({ token }, { agent, receiver }) =>
  send(token, agent, "mint", [receiver.address, AMOUNT]),
);
const burn = second(({ token }, { agent, receiver }) =>
  send(token, agent, "burn", [receiver.address, AMOUNT]),
);
const forcedTransfer = second(({ token }, { agent, sender, receiver }) =>
  send(token, agent, "forcedTransfer", [sender.address, receiver.address, AMOUNT]),
);

const registerIdentity: Run = ({ registry, identityOf }, { agent, newcomer: { address } }) =>
  send(registry, agent, "registerIdentity", [address, identityOf(address), HOME]);
const setAddressFrozen: Run = ({ token }, { agent, receiver }) =>
  send(token, agent, "setAddressFrozen", [receiver.address, true]);
const freezePartialTokens: Run = ({ token }, { agent, receiver }) =>
  send(token, agent, "freezePartialTokens", [receiver.address, AMOUNT]);
const recoveryAddress: Run = async ({ token, registry, identityOf }, { agent, sender, successor }) => {
  const identity = identityOf(sender.address);
  // An identity without a contract names no keys: the registrar vouches for the new wallet beforehand.
  if (identity === sender.address)
    await send(registry, agent, "registerIdentity", [successor.address, identity, HOME]);
  return send(token, agent, "recoveryAddress", [sender.address, successor.address, identity]);
};

const movement = (name: string, needs: Case["needs"], run: Run, parts = 1): Case => ({
  name,
  needs,
  run,
  kind: "movement",
  parts,
});
const other = (name: string, run: Run): Case => ({ name, needs: BARE, run, kind: "other", parts: 1 });

/** The cases that are measured on a deployed suite, in the order of the printed table. */
export const cases: readonly Case[] = [
  ...Array.from({ length: MAX_TOPICS + 1 }, (_, topics) =>
    movement(`transfer, ${topics} topic${topics === 1 ? "" : "s"}`, { topics, rules: 0 }, transfer),
  ),
  ...rules.map(({ label }, index) =>
    movement(
      `transfer, 1 topic, ${index + 1} rule${index === 0 ? "" : "s"}: + ${label}`,
      { topics: 1, rules: index + 1 },
      transfer,
    ),
  ),
  movement(`transferFrom, ${ALL} rules`, FULL, transferFrom),
  movement(`mint, ${ALL} rules`, FULL, mint),
  movement(`burn, ${ALL} rules`, FULL, burn),
  movement(`forcedTransfer, ${ALL} rules`, FULL, forcedTransfer),
  movement("batchTransfer x20 to one holder, 0 rules", BARE, toOne, 20),
  movement(`batchTransfer x20 to one holder, ${ALL} rules`, FULL, toOne, 20),
  movement("batchTransfer x20 to 20 holders, 0 rules", BARE, toTwenty, 20),
  movement(`batchTransfer x20 to 20 holders, ${ALL} rules`, FULL, toTwenty, 20),
  other("registerIdentity", registerIdentity),
  other("setAddressFrozen", setAddressFrozen),
  other("freezePartialTokens", freezePartialTokens),
  other("recoveryAddress", recoveryAddress),
];
