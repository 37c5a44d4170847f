// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Frame, FrameState} from "../FrameState.sol";
import {IStepFamily} from "../IStepFamily.sol";
import {MachineState} from "../MachineState.sol";
import {Pages} from "../Pages.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";
import {FrameStep, Step} from "./FrameStep.sol";
import {PrecompilePrices} from "./PrecompilePrices.sol";
import {Room} from "./Room.sol";
import {ViewPages} from "./ViewPages.sol";

/// @notice Runs phase PRECOMPILE by L1's own precompiled contracts, at the chain's prices and within its bounds. Nobody
/// owns it and nothing in it changes.
///
/// Its witness, behind the words of machine and frame: the transaction's 640 bytes, the 250 bytes of the leaf
/// (BATCH-18),
/// and the opening of the input's pages.
/// @dev Source: spec/dispute.md, DISPUTE-33 and DISPUTE-45; spec/execution.md, EXEC-23, EXEC-26 and EXEC-27;
/// spec/precompiles.md.
contract PrecompileFamily is IStepFamily {
    using FrameStep for Step;
    using WitnessTape for Tape;

    /// @notice The leaf that is shown is not that of the machine.
    error PrecompileLeafMismatch(bytes32 expected, bytes32 actual);
    /// @notice Less gas is left than the call needs to end by itself.
    error PrecompileGasMissing(uint256 expected, uint256 actual);

    /// @dev Gas that a call may cost at most (EXEC-23), and what a block's calls may count together (EXEC-26).
    uint256 private constant _MOST = 2_000_000;
    uint256 private constant _BLOCK = 8_000_000;
    /// @dev Gas that the call gets on L1, whose own prices are no more than this chain's today: twice as much, so
    /// that a right step stays right when L1 charges more.
    uint256 private constant _GIVEN = 4_000_000;
    /// @dev The contracts of EXEC-26: below it a quarter counts, of itself nothing.
    uint256 private constant _IDENTITY = 4;
    uint256 private constant _DEPOSIT = 0x7e;
    /// @dev A leaf's size, and where in it its precompile count stands (BATCH-18).
    uint256 private constant _LEAF = 250;
    uint256 private constant _LEAF_COUNT = 205;
    /// @dev EIP-150: a call gets at most all but a 64th; and gas for what stands between the check and the call.
    uint256 private constant _SIXTY_FOURTH = 64;
    uint256 private constant _SLACK = 30_000;
    /// @dev Gas before the call: 128 pages are copied, hashed and paid for as memory.
    uint256 private constant _BEFORE = 500_000;

    /// @inheritdoc IStepFamily
    function run(
        bytes32,
        bytes32 before,
        uint256 most,
        bytes calldata witness
    ) external view returns (bytes32 state, uint256 done) {
        Step memory step;
        step.open(before, witness);
        if (step.machine.phase != MachineState.PRECOMPILE || most == 0) return (before, 0);
        step.openFrame();
        uint256 kind = step.transaction().kind;
        uint256 counted = _countedBefore(step);
        Frame memory frame = step.frame;
        uint256 place = ViewPages.read(frame.dataPages, frame.dataOffset, frame.dataSize, step.tape);
        step.tape.close();

        uint256 number = uint256(step.machine.a);
        uint256 price = PrecompilePrices.priceOf(number, place, frame.dataSize);
        if (price > _MOST || price > frame.gas) {
            step.halt();
            return (step.keep(), 1);
        }
        uint256 sum = step.machine.precompiles + _shareOf(number, price);
        if (sum > _BLOCK || (counted + sum > _BLOCK && kind == _DEPOSIT)) {
            step.halt();
            return (step.keep(), 1);
        }
        // EXEC-27, DISPUTE-42: the transaction cannot be in the block.
        if (counted + sum > _BLOCK) return (MachineState.end(step.machine.leaf), 1);
        step.machine.precompiles = sum;
        _call(step, number, place, price);
        return (step.keep(), 1);
    }

    /// @inheritdoc IStepFamily
    function reserve() external pure returns (uint256) {
        return _BEFORE + _needed();
    }

    /// @dev What the block's calls counted before this transaction.
    function _countedBefore(Step memory step) private pure returns (uint256 count) {
        uint256 position = step.tape.skip(_LEAF);
        bytes32 actual;
        assembly ("memory-safe") {
            // Above the free memory, which is not taken.
            let leaf := mload(0x40)
            calldatacopy(leaf, position, 250)
            actual := keccak256(leaf, 250)
            // Four bytes.
            count := shr(224, calldataload(add(position, _LEAF_COUNT)))
        }
        if (actual != step.machine.leaf) revert PrecompileLeafMismatch(step.machine.leaf, actual);
    }

    /// @dev What a call counts (EXEC-26).
    function _shareOf(uint256 number, uint256 price) private pure returns (uint256) {
        if (number > _IDENTITY) return price;
        return number < _IDENTITY ? price / 4 : 0;
    }

    /// @dev The call itself. It is given more gas than the dearest call needs: that it fails says what the contract
    /// says
    /// of its input, and never that gas was short, whoever chose how much there is (EIP-150).
    function _call(Step memory step, uint256 account, uint256 place, uint256 price) private view {
        uint256 size = step.frame.dataSize;
        uint256 needed = _needed();
        if (gasleft() < needed) revert PrecompileGasMissing(needed, gasleft());
        bool isDone;
        uint256 length;
        assembly ("memory-safe") {
            isDone := staticcall(_GIVEN, account, place, size, 0, 0)
            length := returndatasize()
        }
        if (!isDone) {
            step.halt();
            return;
        }
        uint256 output = Room.take(length + Pages.SIZE);
        assembly ("memory-safe") {
            // All that it returned.
            returndatacopy(output, 0, length)
        }
        step.frame.gas -= price;
        step.end(FrameState.RETURNED, ViewPages.commit(output, length), 0, length);
    }

    /// @dev Gas with which a call of the dearest contract cannot lack any.
    function _needed() private pure returns (uint256) {
        return _GIVEN + _GIVEN / (_SIXTY_FOURTH - 1) + 1 + _SLACK;
    }
}
