/** EIP-712 type of what a sequencer signs of a block (spec/node.md, NODE-14). */
export const receiptsTypes = {
  Receipts: [
    { name: "lane", type: "uint32" },
    { name: "epoch", type: "uint64" },
    { name: "number", type: "uint64" },
    { name: "blockHash", type: "bytes32" },
    { name: "receiptsRoot", type: "bytes32" },
  ],
};
