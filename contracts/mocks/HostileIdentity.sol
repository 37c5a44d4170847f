// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice An identity that attacks whoever asks for its claims.
contract HostileIdentity {
    /// @notice What it does when asked.
    enum Attack {
        Revert,
        BurnGas,
        ReturnMuch,
        ReturnNothing,
        ReturnGarbage,
        RevertMuch
    }

    /// @notice Far more than anyone wants to read.
    error HostileAnswer(bytes much);

    uint256 private constant MUCH = 400_000;

    Attack private immutable _attack;

    constructor(Attack attack) {
        _attack = attack;
    }

    /// @notice Attacks.
    fallback(bytes calldata) external payable returns (bytes memory) {
        if (_attack == Attack.Revert) assert(false);
        if (_attack == Attack.RevertMuch) revert HostileAnswer(new bytes(MUCH));
        if (_attack == Attack.ReturnMuch) return new bytes(MUCH);
        if (_attack == Attack.ReturnGarbage) return abi.encode(type(uint256).max, type(uint256).max, type(uint256).max);
        while (_attack == Attack.BurnGas) {}
        return "";
    }
}
