import { expect } from "chai";
import { isProtocolError, keccak256, utf8, type Hex } from "@muniment/protocol";
import {
  MunimentRpc,
  verifySignedReceipt,
  verifyStateProof,
  type ReceiptsAuthority,
  type SignedReceipt,
  type StateProofAnswer,
} from "@muniment/sdk";
import { computeAddress } from "ethers";

import { caught } from "../../helpers/caught.js";
import { rejected } from "../../helpers/rejected.js";
import { counter, domain, sequencerKey, testNode, type TestNode } from "../../node/helpers/testNode.js";

const sequencer = computeAddress(sequencerKey);
const authority = { l1ChainId: domain.chainId, sequencerBond: domain.verifyingContract, lane: 1, sequencer };
const other = keccak256(utf8("another"));

describe("sdk > bridge, against a node", function () {
  this.timeout(60_000);
  let test: TestNode;
  let rpc: MunimentRpc;
  let receipts: SignedReceipt[];
  let state: StateProofAnswer;

  before(async () => {
    test = await testNode({ sequencer: { tick: 30, trail: 50 } });
    rpc = new MunimentRpc(test.provider);
    const wallet = test.wallets[0]!;
    const fees = { maxFeePerGas: 10n ** 9n, maxPriorityFeePerGas: 1n, gasLimit: 100_000n };
    const sent = await Promise.all(
      Array.from({ length: 20 }, async (_, nonce) => wallet.sendTransaction({ to: counter, nonce, ...fees })),
    );
    await Promise.all(sent.map(async (transaction) => transaction.wait()));
    receipts = await Promise.all(sent.map(async ({ hash }) => (await rpc.getReceipt(hash))!));
    state = (await rpc.getProof(counter, [`0x${"00".repeat(32)}`, other], "latest"))!;
  });
  after(async () => test.close());

  const refusal = (change: Partial<SignedReceipt>, by: Partial<ReceiptsAuthority> = {}) => {
    const error = caught(() => verifySignedReceipt({ ...receipts[7]!, ...change }, { ...authority, ...by }));
    expect(error.code).to.equal("SIGNED_RECEIPT_INVALID");
    return error.context["field"];
  };

  it("NODE-14, NODE-15: a signed receipt of the node holds by itself", () => {
    for (const receipt of receipts) {
      const { statement, index } = verifySignedReceipt(receipt, authority);
      expect(statement).to.include({ lane: 1, epoch: 1n, number: receipt.blockNumber });
      expect(index).to.equal(receipt.transactionIndex);
    }
  });

  it("NODE-14, NODE-15: one that was tampered with is refused, and the field named", () => {
    const [first, second] = [receipts[7]!, receipts[8]!];
    expect(refusal({ receipt: second.receipt })).to.equal("path");
    expect(refusal({ path: first.path.slice(1) })).to.equal("path");
    expect(refusal({ transactionIndex: first.transactionIndex + 1 })).to.equal("path");
    // Whatever the signature is over makes another signer of it.
    for (const change of [{ blockHash: other }, { receiptsRoot: other }, { epoch: 2n }, { blockNumber: 99n }])
      expect(refusal(change)).to.equal("signer");
    expect(refusal({ signature: "0x12" })).to.equal("signature");
    expect(refusal({}, { sequencer: test.wallets[0]!.address })).to.equal("signature");
    expect(refusal({}, { l1ChainId: 5n })).to.equal("signer");
    expect(refusal({}, { lane: 2 })).to.equal("lane");
  });

  it("TREE-14: a proof of state of the node holds against its state root, also of what is absent", () => {
    verifyStateProof(state, state.stateRoot);
    expect(state.slots.map(({ value }) => value)).to.deep.equal([20n, 0n]);
  });

  it("TREE-14, STATE_ANSWER_INVALID: one that says anything else is refused, and the field named", () => {
    const [slot, absent] = state.slots;
    const field = (change: Partial<StateProofAnswer>, root: Hex = state.stateRoot) => {
      const error = caught(() => verifyStateProof({ ...state, ...change }, root));
      expect(error.code).to.equal("STATE_ANSWER_INVALID");
      return error.context["field"];
    };
    expect(field({}, other)).to.equal("stateRoot");
    expect(field({ stateRoot: other }, other)).to.equal("accountProof");
    expect(field({ account: { ...state.account!, balance: 1n } })).to.equal("account");
    expect(field({ account: null })).to.equal("account");
    expect(field({ slots: [{ ...slot!, value: 21n }] })).to.equal("slots.0.value");
    expect(field({ slots: [slot!, { ...absent!, key: slot!.key }] })).to.equal("slots.1.proof");
    expect(field({ slots: [{ ...slot!, proof: "0x" }] })).to.equal("slots.0.proof");
  });

  it("asks for what the node does not know, or does not answer", async () => {
    expect(await rpc.getReceipt(other)).to.equal(undefined);
    const error = await rejected(rpc.getProof(counter, [], 10n ** 9n));
    expect(isProtocolError(error) && error.code).to.equal("CHAIN_FAILED");
  });
});
