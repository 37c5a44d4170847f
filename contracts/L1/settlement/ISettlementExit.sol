// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Lets notes leave a settlement lane that has ended, by proofs against its last FINAL state. Source:
/// spec/settlement.md, SETTLE-90 to SETTLE-92.
interface ISettlementExit {
    /// @notice A note that leaves.
    /// @param asset Its asset.
    /// @param amount Base units.
    /// @param nullifier Its nullifier, below 2^248.
    /// @param recipient Who is paid.
    struct Note {
        uint32 asset;
        uint128 amount;
        uint256 nullifier;
        address recipient;
    }

    event SettlementExitOpened(bytes32 stateRoot);
    event NoteExited(uint256 indexed nullifier, address indexed recipient, uint32 asset, uint128 amount);

    error ExitNotEnded(uint32 lane);
    error ExitOpen(bytes32 stateRoot);
    error ExitClosed();
    error ExitHeaderMismatch(bytes32 expected, bytes32 actual);
    error ExitNullifierInvalid(uint256 nullifier);
    error ExitNullifierSpent(uint256 nullifier);
    error ExitProofInvalid();
    error ExitVerifierNotProduction(address verifier);

    /// @notice Opens the exit of a lane that has ended.
    /// @param finalHeader Header of the last FINAL batch.
    /// @dev *Caller:* anyone. *Reverts:* ExitOpen, ExitNotEnded, ExitHeaderMismatch. *Source:* SETTLE-90.
    function open(bytes calldata finalHeader) external;

    /// @notice Pays a note that is unspent in the last FINAL state.
    /// @param proof Of the circuit of exits (SETTLE-47); the recipient is the target.
    /// @dev *Caller:* anyone. *Reverts:* ExitClosed, ExitNullifierInvalid, ExitNullifierSpent, ExitProofInvalid,
    /// RootsUnknown, BridgePaused, and as the circuit's verifier and the gateway do. *Source:* SETTLE-91, SETTLE-92.
    function exit(Note calldata note, bytes calldata proof) external;

    /// @notice Whether a note has left.
    function isExited(uint256 nullifier) external view returns (bool);

    /// @notice The last FINAL state root; zero while the exit is closed.
    function stateRoot() external view returns (bytes32);
}
