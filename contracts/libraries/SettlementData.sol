// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Reads the data of a batch of the settlement lane: 27 words of each operation, end to end. Source:
/// spec/settlement.md, SETTLE-39 and SETTLE-42; the same in TypeScript: packages/protocol/src/settlement/batches.
library SettlementData {
    /// @notice Numbers are below it: the order of BN254's group. Source: SETTLE-18.
    uint256 internal constant MODULUS = 0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001;
    /// @notice Name of the lane's rules (SETTLE-65), and of what is signed and proven on it (SETTLE-40).
    bytes32 internal constant RULES = keccak256("muniment.settlement");
    /// @notice Bytes of an operation.
    uint256 internal constant OPERATION_SIZE = 864;
    /// @notice An operation brings value in.
    uint256 internal constant SHIELD = 1;
    /// @notice An operation takes value out.
    uint256 internal constant UNSHIELD = 2;

    /// @dev Where kind and asset begin in an operation's first word.
    uint256 private constant _KIND_SHIFT = 160;
    uint256 private constant _ASSET_SHIFT = 128;

    /// @notice What of an operation crosses the lane's border, as L1 is shown it.
    /// @param shown amount + asset · 2^128 + kind · 2^160.
    /// @param target Of a shield: the receiver of the note; of an unshield: who is paid.
    struct Crossing {
        uint256 shown;
        uint256 target;
    }

    /// @notice The sum of the words times descending powers of `challenge`, the last word times 1.
    /// @param data Whole words, which the caller has found.
    /// @return evaluation The sum.
    /// @return wrong Place of a word that is no number of the field, and one; zero when there is none.
    function evaluate(
        bytes calldata data,
        uint256 challenge
    ) internal pure returns (uint256 evaluation, uint256 wrong) {
        assembly ("memory-safe") {
            let end := add(data.offset, data.length)
            // From word to word, up to the data's end.
            for {
                let at := data.offset
            } lt(at, end) {
                at := add(at, 32)
            } {
                let word := calldataload(at)
                evaluation := addmod(mulmod(evaluation, challenge, MODULUS), word, MODULUS)
                // Kept without a branch: which of several it is does not matter.
                if iszero(lt(word, MODULUS)) {
                    wrong := add(div(sub(at, data.offset), 32), 1)
                }
            }
        }
    }

    /// @notice What crosses the border in the operation that begins at `offset`, which the caller has found to be
    /// there.
    function crossingAt(bytes calldata data, uint256 offset) internal pure returns (Crossing memory crossing) {
        assembly ("memory-safe") {
            // The operation's first two words are the struct's.
            calldatacopy(crossing, add(data.offset, offset), 64)
        }
    }

    /// @notice All crossings of a batch, in its order.
    /// @param data Whole operations, which the caller has found.
    function crossingsOf(bytes calldata data) internal pure returns (Crossing[] memory found) {
        Crossing[] memory room = new Crossing[](data.length / OPERATION_SIZE);
        uint256 count = 0;
        for (uint256 offset = 0; offset < data.length; offset += OPERATION_SIZE) {
            Crossing memory crossing = crossingAt(data, offset);
            if (kindOf(crossing) != 0) room[count++] = crossing;
        }
        found = new Crossing[](count);
        for (uint256 i = 0; i < count; ++i) found[i] = room[i];
    }

    /// @notice The word that shows a shield.
    function shieldWord(uint32 asset, uint128 amount) internal pure returns (uint256) {
        return (SHIELD << _KIND_SHIFT) | (uint256(asset) << _ASSET_SHIFT) | amount;
    }

    /// @notice What names a shield.
    function keyOf(uint256 shown, uint256 target) internal pure returns (bytes32) {
        return keccak256(abi.encode(shown, target));
    }

    /// @notice SHIELD, UNSHIELD, or 0 when nothing crosses.
    function kindOf(Crossing memory crossing) internal pure returns (uint256) {
        return crossing.shown >> _KIND_SHIFT;
    }

    /// @notice Number of the asset that crosses.
    function assetOf(Crossing memory crossing) internal pure returns (uint32) {
        return uint32(crossing.shown >> _ASSET_SHIFT);
    }

    /// @notice Base units that cross.
    function amountOf(Crossing memory crossing) internal pure returns (uint128) {
        return uint128(crossing.shown);
    }

    /// @notice What binds signatures and proofs to one lane. Source: SETTLE-40.
    function domainOf(uint256 chainId, address rollup, uint32 lane) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(RULES, chainId, rollup, lane))) >> 8;
    }
}
