// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The words of a transaction, in the order in which they are hashed. Source: DISPUTE-37.
/// @param kind 0, 1, 2, 4 or 0x7e.
/// @param rawHash keccak256 of its raw bytes.
/// @param raw Pages of its raw bytes.
/// @param rawSize Their size.
/// @param sender Address.
/// @param gasPrice wei per gas
/// @param gasLimit Gas.
/// @param recipient Address; zero for a creation.
/// @param creation 1 for a creation.
/// @param value wei
/// @param nonce The sender's before it.
/// @param dataOffset Of its data in the raw bytes.
/// @param dataSize Bytes.
/// @param accesses Entries of its access list: each address and each key is one.
/// @param authorizations How many.
/// @param number Of the block.
/// @param time Of the block, seconds.
/// @param baseFee wei per gas
/// @param intrinsicGas Gas paid before the first instruction.
/// @param floorGas The least that is used (EIP-7623).
struct Transaction {
    uint256 kind;
    bytes32 rawHash;
    bytes32 raw;
    uint256 rawSize;
    uint256 sender;
    uint256 gasPrice;
    uint256 gasLimit;
    uint256 recipient;
    uint256 creation;
    uint256 value;
    uint256 nonce;
    uint256 dataOffset;
    uint256 dataSize;
    uint256 accesses;
    uint256 authorizations;
    uint256 number;
    uint256 time;
    uint256 baseFee;
    uint256 intrinsicGas;
    uint256 floorGas;
}

/// @notice The transaction that the machine runs. Source: spec/dispute.md, DISPUTE-37.
library DisputedTransaction {
    /// @notice Bytes of a transaction's words.
    uint256 internal constant SIZE = 640;

    /// @notice The words that were shown are not those of the transaction.
    error DisputedTransactionMismatch(bytes32 expected, bytes32 actual);

    /// @notice What the words commit to.
    function hash(Transaction memory transaction) internal pure returns (bytes32 state) {
        assembly ("memory-safe") {
            // Twenty words lie one behind the other.
            state := keccak256(transaction, 640)
        }
    }

    /// @notice Reads a transaction's words from calldata, to memory that is there already.
    /// @param position Offset in calldata.
    /// @dev Reverts with DisputedTransactionMismatch when they are not the transaction's.
    function read(Transaction memory transaction, uint256 position, bytes32 state) internal pure {
        assembly ("memory-safe") {
            // The hash tells what lies beyond the witness's end.
            calldatacopy(transaction, position, 640)
        }
        bytes32 actual = hash(transaction);
        if (actual != state) revert DisputedTransactionMismatch(state, actual);
    }
}
