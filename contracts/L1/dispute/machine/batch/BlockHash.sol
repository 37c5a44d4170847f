// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RLP} from "@openzeppelin/contracts/utils/RLP.sol";
import {Predeploys} from "../../../../libraries/Predeploys.sol";
import {TraceLeaf} from "../../../../libraries/TraceLeaf.sol";
import {StepEnds} from "./StepEnds.sol";

/// @notice The hash of a block of the chain. Source: spec/blocks.md, BLOCK-18 to BLOCK-21, BLOCK-23; the same in
/// TypeScript: packages/protocol/src/blocks.
library BlockHash {
    uint256 private constant _GAS_LIMIT = 240_000_000;
    /// @dev keccak256(0xc0), and sha256 of nothing.
    bytes32 private constant _NO_OMMERS = 0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347;
    bytes32 private constant _NO_REQUESTS = 0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855;

    /// @param leaf Of the block that ends.
    /// @param bloom 256 bytes.
    function compute(
        TraceLeaf.Leaf memory leaf,
        bytes32 transactions,
        bytes32 receipts,
        bytes calldata bloom
    ) internal pure returns (bytes32) {
        bytes[] memory fields = new bytes[](21);
        fields[0] = RLP.encode(leaf.lastBlock);
        fields[1] = RLP.encode(_NO_OMMERS);
        fields[2] = RLP.encode(Predeploys.FEE_VAULT);
        fields[3] = RLP.encode(leaf.stateRoot);
        fields[4] = RLP.encode(transactions);
        fields[5] = RLP.encode(receipts);
        fields[6] = RLP.encode(bytes(bloom));
        // Difficulty.
        fields[7] = RLP.encode(uint256(0));
        fields[8] = RLP.encode(uint256(leaf.blockNumber));
        fields[9] = RLP.encode(_GAS_LIMIT);
        fields[10] = RLP.encode(uint256(leaf.gasUsed));
        fields[11] = RLP.encode(uint256(leaf.time));
        // Extra data, prevRandao, nonce.
        fields[12] = RLP.encode(bytes(""));
        fields[13] = RLP.encode(bytes32(0));
        fields[14] = RLP.encode(abi.encodePacked(bytes8(0)));
        fields[15] = RLP.encode(leaf.baseFee);
        fields[16] = RLP.encode(StepEnds.EMPTY_TRIE);
        // Blob gas used, excess blob gas, parent beacon block root.
        fields[17] = RLP.encode(uint256(0));
        fields[18] = RLP.encode(uint256(0));
        fields[19] = RLP.encode(bytes32(0));
        fields[20] = RLP.encode(_NO_REQUESTS);
        return keccak256(RLP.encode(fields));
    }
}
