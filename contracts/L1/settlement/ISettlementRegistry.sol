// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Who may hold on a settlement lane, and under which rules: the roots of the trees of holders and of rules,
/// signed by a quorum of registrars. Source: spec/settlement.md, SETTLE-60 to SETTLE-64.
interface ISettlementRegistry {
    /// @notice What registrars sign.
    /// @param holders Root of the tree of holders.
    /// @param rules Root of the tree of rules.
    /// @param number Greater than any before.
    /// @param time Unix time at which the registrars took them, seconds.
    struct Roots {
        bytes32 holders;
        bytes32 rules;
        uint64 number;
        uint64 time;
    }

    event RootsSet(uint64 indexed number, Roots roots);
    event RootsQuorumChanged(uint8 quorum);
    event RegistrarRemoved(address indexed registrar, address by);

    error RootsQuorumInvalid(uint8 greatest, uint8 actual);
    error RootsQuorumMissed(uint256 expected, uint256 actual);
    error RootsSignatureLengthInvalid(uint256 actual);
    error RootsSignatureInvalid(uint256 index);
    error RootsSignersNotAscending(address previous, address next);
    error RootsSignerUnknown(address signer);
    error RootsNumberTooLow(uint64 leastExclusive, uint64 actual);
    error RootsTimeOutOfRange(uint64 leastExclusive, uint64 greatest, uint64 actual);
    error RootsInvalid(bytes32 root);
    error RootsUnknown(uint64 time);

    /// @notice Sets the roots that count from now on.
    /// @param signatures Of registrars over the EIP-712 message, 65 bytes each (r ‖ s ‖ v), in ascending order of their
    /// addresses.
    /// @dev *Caller:* anyone. *Reverts:* RootsNumberTooLow, RootsTimeOutOfRange, RootsInvalid for what is no number of
    /// the field, RootsSignatureLengthInvalid, RootsQuorumMissed, RootsSignatureInvalid, RootsSignersNotAscending,
    /// RootsSignerUnknown. *Source:* SETTLE-60 to SETTLE-62.
    function setRoots(Roots calldata roots, bytes calldata signatures) external;

    /// @notice Changes how many signatures are a quorum.
    /// @dev *Caller:* the timelock. *Reverts:* RootsQuorumInvalid for zero or more than 16. *Source:* SETTLE-64.
    function setQuorum(uint8 quorum) external;

    /// @notice Takes a registrar away, at once.
    /// @dev *Caller:* the council. *Reverts:* RootsSignerUnknown. *Source:* SETTLE-64.
    function removeRegistrar(address registrar) external;

    /// @notice The newest roots that were set at a time.
    /// @param time Unix time, seconds.
    /// @dev *Reverts:* RootsUnknown when none were. *Source:* SETTLE-63.
    function rootsAt(uint64 time) external view returns (Roots memory);

    /// @notice How many signatures are a quorum.
    function quorum() external view returns (uint8);

    /// @notice The EIP-712 hash that registrars sign.
    function messageOf(Roots calldata roots) external view returns (bytes32);
}
