import { createBlockHeader } from "@ethereumjs/block";
import { createCustomCommon, Hardfork, Mainnet } from "@ethereumjs/common";
import {
  type BlockInput,
  nextBlockInput,
  sealBlock,
  sealGenesis,
  type State,
  transition,
} from "@muniment/executor";
import { type BlockHeader, decodeHeader, encodeHeader, fromHex, predeploys, toHex } from "@muniment/protocol";
import { expect } from "chai";
import { caught } from "../../helpers/caught.js";
import { chainId, chainState, signed } from "./helpers/chain.js";
import { at, code } from "./helpers/bytecode.js";
import { deposit } from "./helpers/world.js";

const contract = at(0xc0de);

function chain(): { state: State; genesis: BlockHeader } {
  const state = chainState({ [contract]: { nonce: 1n, code: code(0n, 0n, "LOG0") } });
  return { state, genesis: sealGenesis(state, 1_700_000_000n).header };
}

function execute(state: State, parent: BlockHeader, transactions: Uint8Array[]) {
  const input: BlockInput = nextBlockInput(parent, {
    chainId,
    timestamp: parent.timestamp + 2n,
    transactions,
  });
  const result = transition(state, input);
  return { input, result, ...sealBlock(input, result) };
}

describe("sealBlock", () => {
  it("EXEC-35: headers follow one another: number, parent's hash, base fee, roots", () => {
    const { state, genesis } = chain();
    expect(genesis).to.include({ number: 0n, gasUsed: 0n, baseFeePerGas: 1_000_000n, stateRoot: state.root });
    const first = execute(state, genesis, [signed({ to: contract, nonce: 0 }), deposit({ mint: 1n })]);
    const second = execute(state, first.header, []);
    expect(second.header.parentHash).to.equal(first.hash);
    expect(second.header.number).to.equal(2n);
    const { stateRoot, receiptsRoot, transactionsRoot, gasUsed, logsBloom } = first.result;
    expect(first.header).to.include({ stateRoot, receiptsRoot, transactionsRoot, gasUsed });
    expect(first.header.logsBloom).to.equal(toHex(logsBloom));
    expect(first.header.beneficiary).to.equal(predeploys.feeVault);
    expect(decodeHeader(encodeHeader(first.header))).to.deep.equal(first.header);
  });

  it("EXEC-35: a full block raises the base fee of the next by a fiftieth", () => {
    const { state, genesis } = chain();
    const parent = { ...genesis, gasUsed: 240_000_000n, baseFeePerGas: 5_000_000n };
    expect(execute(state, parent, []).header.baseFeePerGas).to.equal(5_100_000n);
    expect(execute(state, genesis, []).header.baseFeePerGas).to.equal(1_000_000n);
  });

  it("EXEC-32: the hash that the next block writes to the history is the header's", () => {
    const { state, genesis } = chain();
    const first = execute(state, genesis, []);
    const second = execute(state, first.header, []);
    const changes = Buffer.from(second.result.changes);
    expect(changes.includes(Buffer.from(fromHex(first.hash)))).to.equal(true);
  });

  it("EXEC-11: a header is one of Ethereum's since Prague: another library gives the same hash", () => {
    const { state, genesis } = chain();
    const { header, hash } = execute(state, genesis, [signed({ to: contract, nonce: 0 })]);
    const common = createCustomCommon({ chainId: Number(chainId) }, Mainnet, { hardfork: Hardfork.Prague });
    const { beneficiary, transactionsRoot, receiptsRoot, prevRandao, ...rest } = header;
    const data = {
      ...rest,
      coinbase: beneficiary,
      transactionsTrie: transactionsRoot,
      receiptTrie: receiptsRoot,
      mixHash: prevRandao,
    };
    const options = { common, skipConsensusFormatValidation: true };
    expect(toHex(createBlockHeader(data, options).hash())).to.equal(hash);
  });

  it("EXEC-35: a block may have its parent's time and not an earlier one", () => {
    const { genesis } = chain();
    const content = { chainId, transactions: [] };
    expect(nextBlockInput(genesis, { ...content, timestamp: genesis.timestamp }).environment.number).to.equal(
      1n,
    );
    const error = caught(() => nextBlockInput(genesis, { ...content, timestamp: genesis.timestamp - 1n }));
    expect(error.code).to.equal("BLOCK_ENVIRONMENT_WRONG");
    expect(error.context).to.include({ field: "timestamp" });
  });
});
