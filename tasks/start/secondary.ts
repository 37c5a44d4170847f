import { approveToken, settleDvp, signDvpIntent } from "@muniment/sdk";
import { hexlify, randomBytes, ZeroAddress } from "ethers";

import { RwaToken__factory, TestCash__factory } from "../../typechain-types/index.js";
import { Arguments } from "../context/Arguments.js";
import { perform } from "../context/perform.js";
import { tokenOf } from "../context/tokenOf.js";
import { run as transfer } from "../rwa/transfer.js";
import type { AdmittedInvestor } from "../rwa/admitInvestors.js";
import { expectRefusal } from "./expectRefusal.js";
import { type Parties, partiesOf } from "./partiesOf.js";
import type { AssetWalk } from "./Walk.js";

const HOUR = 3_600;

async function transfers(
  walk: AssetWalk,
  { seller, buyer, outsider }: Parties,
  units: bigint,
): Promise<void> {
  const { context, asset } = walk;
  const to = (receiver: string): Arguments =>
    new Arguments({ asset, from: seller.account, to: receiver, units: units.toString() });
  context.output.line(
    `${seller.name} sends ${units.toString()} units to ${outsider.name} (${outsider.country}):`,
  );
  await expectRefusal(context.output, "transfer", () => transfer(context, to(outsider.account)));
  context.output.line(`${seller.name} sends ${units.toString()} units to a wallet nobody registered:`);
  await expectRefusal(context.output, "transfer", () => transfer(context, to("guardian")));
  context.output.line(`${seller.name} sends ${units.toString()} units to ${buyer.name} (${buyer.country}):`);
  await transfer(context, to(buyer.account));
}

async function dvp(walk: AssetWalk, { seller, buyer }: Parties, units: bigint): Promise<void> {
  const { context, asset } = walk;
  const { contracts, output } = context;
  const token = await tokenOf(context, asset);
  const { terms: offer } = await contracts.Issuance.offerOf(asset);
  const { decimals } = await contracts.Structuring.termsOf(asset);
  const amount = (units * offer.price * 101n) / (100n * 10n ** decimals);
  const now = (await context.provider.getBlock("latest"))?.timestamp ?? 0;
  const terms = {
    delivery: {
      token,
      from: context.addressOf(seller.account),
      to: context.addressOf(buyer.account),
      amount: units,
    },
    payment: {
      token: offer.cash,
      from: context.addressOf(buyer.account),
      to: context.addressOf(seller.account),
      amount,
    },
    executor: ZeroAddress,
    validFrom: now,
    expiresAt: now + HOUR,
    salt: hexlify(randomBytes(32)),
  };
  const consent = { terms, nonce: BigInt(hexlify(randomBytes(16))), expiresAt: now + HOUR };
  const delivererIntent = await signDvpIntent(contracts, await context.signerOf(seller.account), consent);
  const payerIntent = await signDvpIntent(contracts, await context.signerOf(buyer.account), consent);

  const spender = contracts.DvpSettlement.target as string;
  const cash = TestCash__factory.connect(offer.cash, await context.signerOf("admin"));
  await (await cash.mint(context.addressOf(buyer.account), amount)).wait();
  await perform(context, seller.account, [approveToken({ token, spender, amount: units })]);
  await perform(context, buyer.account, [approveToken({ token: offer.cash, spender, amount })]);
  await perform(context, "venueOperator", [settleDvp(contracts, { terms, delivererIntent, payerIntent })]);
  const holding = RwaToken__factory.connect(token, context.provider);
  output.table("dvp", [
    {
      leg: "delivery",
      from: seller.name,
      to: buyer.name,
      amount: units,
      balance: await holding.balanceOf(terms.delivery.to),
    },
    {
      leg: "payment",
      from: buyer.name,
      to: seller.name,
      amount,
      balance: await cash.balanceOf(terms.payment.to),
    },
  ]);
}

/** Secondary market: a transfer refused with its reasons, one allowed, one delivery versus payment. */
export async function secondary(walk: AssetWalk, investors: readonly AdmittedInvestor[]): Promise<void> {
  const parties = await partiesOf(walk, investors);
  const units = parties.buyer.units / 10n;
  walk.context.output.title("Transfers");
  await transfers(walk, parties, units);
  walk.context.output.title("Delivery versus payment");
  await dvp(walk, parties, units);
}
