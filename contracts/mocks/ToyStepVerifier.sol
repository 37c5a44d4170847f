// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IStepVerifier} from "../L1/dispute/IStepVerifier.sol";
import {BatchHeader} from "../libraries/BatchHeader.sol";
import {TraceLeaf} from "../libraries/TraceLeaf.sol";

/// @notice A machine that hashes: a step of its trace takes the hash of the leaf before through a chain of so many
/// hashes, which gives the state root of the leaf behind. What else the leaf says is the batch header's.
contract ToyStepVerifier is IStepVerifier {
    using BatchHeader for bytes;

    /// @notice A state of the machine: keccak256 of its words.
    /// @param phase 0 begins, 1 hashes, 255 is done.
    /// @param leaf Hash of the leaf before; when it is done, of the leaf behind.
    /// @param count Hashes so far.
    /// @param chain What they came to.
    struct State {
        uint256 phase;
        bytes32 leaf;
        uint256 count;
        bytes32 chain;
    }

    /// @notice What steps read.
    /// @param header Of the batch; read by the step that ends.
    /// @param leaf Bytes of the leaf before; read by the step that ends.
    struct Witness {
        State state;
        bytes header;
        bytes leaf;
    }

    uint256 private constant _DONE = 255;
    /// @dev More than what SHA-256 of 64 bytes takes, by what a call keeps back.
    uint256 private constant _STEP_GAS = 10_000;

    uint256 private immutable _hashes;

    error ToyStateMismatch(bytes32 expected, bytes32 actual);
    error ToyHeaderMismatch(bytes32 expected, bytes32 actual);
    error ToyLeafMismatch(bytes32 expected, bytes32 actual);
    error ToyGasTooLow(uint256 least, uint256 actual);

    /// @param hashes Hashes of a step of the trace; it takes two steps of the machine more.
    constructor(uint256 hashes) {
        _hashes = hashes;
    }

    /// @inheritdoc IStepVerifier
    function run(
        bytes32 digest,
        bytes32 before,
        uint256 steps,
        bytes calldata witness
    ) external view returns (bytes32) {
        Witness memory shown = abi.decode(witness, (Witness));
        State memory state = shown.state;
        if (_hash(state) != before) revert ToyStateMismatch(before, _hash(state));
        for (uint256 i = 0; i < steps && state.phase != _DONE; ++i) {
            if (state.phase == 0) state = State(1, state.leaf, 0, state.leaf);
            else if (state.count < _hashes) (state.chain, state.count) = (_link(state.chain), state.count + 1);
            else state = State(_DONE, this.leafBehind(digest, shown, state), 0, 0);
        }
        return _hash(state);
    }

    /// @notice Hash of the leaf that ends a step of the trace.
    function leafBehind(
        bytes32 digest,
        Witness calldata witness,
        State calldata state
    ) external pure returns (bytes32) {
        bytes calldata header = witness.header.checked();
        if (header.digest() != digest) revert ToyHeaderMismatch(digest, header.digest());
        if (keccak256(witness.leaf) != state.leaf) revert ToyLeafMismatch(state.leaf, keccak256(witness.leaf));
        TraceLeaf.Leaf memory leaf = TraceLeaf.decode(witness.leaf);
        TraceLeaf.Leaf memory behind = TraceLeaf.boundary(header, leaf.baseFee, leaf.gasUsed);
        behind.stateRoot = state.chain;
        behind.messageRoot = leaf.messageRoot;
        behind.messageCount = leaf.messageCount;
        return TraceLeaf.hash(behind);
    }

    /// @inheritdoc IStepVerifier
    function begin(bytes32 leaf) external pure returns (bytes32) {
        return _hash(State(0, leaf, 0, 0));
    }

    /// @inheritdoc IStepVerifier
    function end(bytes32 leaf) external pure returns (bytes32) {
        return _hash(State(_DONE, leaf, 0, 0));
    }

    /// @dev By a precompiled contract, whose failure would be an answer like any other: nobody may bring it about.
    function _link(bytes32 chain) private view returns (bytes32) {
        if (gasleft() < _STEP_GAS) revert ToyGasTooLow(_STEP_GAS, gasleft());
        (bool isDone, bytes memory answer) = address(2).staticcall(abi.encode(chain));
        return isDone ? abi.decode(answer, (bytes32)) : bytes32(0);
    }

    function _hash(State memory state) private pure returns (bytes32) {
        return keccak256(abi.encode(state));
    }
}
