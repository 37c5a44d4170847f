// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The words of a state of the machine, in the order in which they are hashed. Source: DISPUTE-30.
/// @param phase What one step does: one of the constants below.
/// @param leaf Hash of the trace's leaf.
/// @param state State root now.
/// @param origin State root at the transaction's beginning.
/// @param scratch Root of the scratch tree.
/// @param transaction keccak256 of the transaction's words.
/// @param refund Gas, of EIP-3529, in two's complement.
/// @param logs Pages of the RLP of the transaction's logs.
/// @param logBytes Their size.
/// @param bloom keccak256 of the transaction's bloom.
/// @param precompiles What the transaction's calls have counted.
/// @param frame keccak256 of the words of the frame that runs.
/// @param a What the phase needs besides; so b, c and d.
struct Machine {
    uint256 phase;
    bytes32 leaf;
    bytes32 state;
    bytes32 origin;
    bytes32 scratch;
    bytes32 transaction;
    uint256 refund;
    bytes32 logs;
    uint256 logBytes;
    bytes32 bloom;
    uint256 precompiles;
    bytes32 frame;
    bytes32 a;
    bytes32 b;
    bytes32 c;
    bytes32 d;
}

/// @notice States of the machine. Source: spec/dispute.md, DISPUTE-30 to DISPUTE-33.
library MachineState {
    uint256 internal constant BEGIN = 0;
    uint256 internal constant OPEN = 1;
    uint256 internal constant ITEM = 2;
    uint256 internal constant READ = 3;
    uint256 internal constant BUILD = 4;
    uint256 internal constant START = 5;
    uint256 internal constant ACCESS = 6;
    uint256 internal constant AUTHORIZE = 7;
    uint256 internal constant LAUNCH = 8;
    uint256 internal constant CALL = 9;
    uint256 internal constant ENTER = 10;
    uint256 internal constant RUN = 11;
    uint256 internal constant PRECOMPILE = 12;
    uint256 internal constant LEAVE = 13;
    uint256 internal constant DELIVER = 14;
    uint256 internal constant SETTLE = 15;
    uint256 internal constant CLEAR = 16;
    uint256 internal constant RECORD = 17;
    uint256 internal constant SEAL = 18;
    uint256 internal constant CLOSE = 19;
    uint256 internal constant DONE = 255;

    /// @notice Bytes of a state's words.
    uint256 internal constant SIZE = 512;

    /// @notice The words that were shown are not those of the state.
    error MachineStateMismatch(bytes32 expected, bytes32 actual);

    /// @notice What the words commit to.
    function hash(Machine memory machine) internal pure returns (bytes32 state) {
        assembly ("memory-safe") {
            // Sixteen words lie one behind the other.
            state := keccak256(machine, 512)
        }
    }

    /// @notice Reads a state's words from a witness's beginning, to memory that is there already.
    /// @dev Reverts with MachineStateMismatch when they are not the state's.
    function read(Machine memory machine, bytes calldata witness, bytes32 state) internal pure {
        assembly ("memory-safe") {
            // Beyond the witness's end are zeros, or what another argument holds: the hash tells.
            calldatacopy(machine, witness.offset, 512)
        }
        bytes32 actual = hash(machine);
        if (actual != state) revert MachineStateMismatch(state, actual);
    }

    /// @notice The state with which the step behind a leaf begins (DISPUTE-31).
    function begin(bytes32 leaf) internal pure returns (bytes32) {
        return _boundary(BEGIN, leaf);
    }

    /// @notice The state that says that the step's leaf is this one (DISPUTE-32).
    function end(bytes32 leaf) internal pure returns (bytes32) {
        return _boundary(DONE, leaf);
    }

    function _boundary(uint256 phase, bytes32 leaf) private pure returns (bytes32) {
        Machine memory machine;
        machine.phase = phase;
        machine.leaf = leaf;
        return hash(machine);
    }
}
