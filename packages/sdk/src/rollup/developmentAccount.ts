import { HDNodeWallet, Mnemonic } from "ethers";

/** The words that Hardhat and anvil make their accounts of. */
const WORDS = "test test test test test test test test test test test junk";

/** Address of one of the accounts that every development network has, and whose keys everybody has. */
export function developmentAccount(index: number): string {
  return branch().derivePath(`0/${index.toString()}`).address;
}

let made: HDNodeWallet | undefined;

/** Made once: the words are stretched for some milliseconds. */
function branch(): HDNodeWallet {
  made ??= HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(WORDS), "m/44'/60'/0'");
  return made;
}
