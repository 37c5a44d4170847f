import { join } from "node:path";

import { type SettlementWallet, walletFile } from "@muniment/sdk";

import type { AdmittedInvestor } from "../../rwa/admitInvestors.js";

/** An investor on the settlement lane. */
export interface Bank {
  readonly name: string;
  /** Account on L1. */
  readonly address: string;
  /** File of its wallet. */
  readonly wallet: string;
  /** First coordinate of its key. */
  readonly key: bigint;
}

/** Gives an investor a wallet. */
export async function openBank(
  { account, name }: Pick<AdmittedInvestor, "account" | "name">,
  { folder, domain, address }: { readonly folder: string; readonly domain: bigint; readonly address: string },
): Promise<Bank> {
  const { key, wallet } = await openWallet(join(folder, `${account}.json`), domain);
  return { name, address, wallet, key: key.x };
}

/** Makes the file of a wallet. */
export async function openWallet(
  file: string,
  domain: bigint,
): Promise<{ readonly wallet: string; readonly key: SettlementWallet["key"] }> {
  const { key } = await walletFile.create(file, domain);
  return { wallet: file, key };
}
