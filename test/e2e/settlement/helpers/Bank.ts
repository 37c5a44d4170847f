import type { Hex } from "@muniment/protocol";
import { SettlementWallet } from "@muniment/sdk";
import { hexlify, type Signer, randomBytes } from "ethers";

/** A bank: a holder on the settlement lane, with an account on L1 and the EVM lane. */
export class Bank {
  readonly wallet: SettlementWallet;
  readonly account: Signer & { readonly address: string };

  constructor(domain: bigint, account: Signer & { readonly address: string }) {
    this.wallet = SettlementWallet.of(domain, hexlify(randomBytes(32)) as Hex);
    this.account = account;
  }

  /** Base units of an asset, in all notes. */
  balance(asset: bigint): bigint {
    return this.wallet.notes
      .filter((note) => note.asset === asset)
      .reduce((sum, { amount }) => sum + amount, 0n);
  }
}
