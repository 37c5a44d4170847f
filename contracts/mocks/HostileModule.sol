// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A module that binds like any other and then burns gas or returns far too much.
contract HostileModule {
    /// @notice What it does once told to.
    enum Attack {
        None,
        BurnGas,
        ReturnMuch
    }

    uint256 private constant MUCH = 400_000;

    Attack private _attack;

    /// @notice Starts an attack.
    function attack(Attack attack_) external {
        _attack = attack_;
    }

    /// @notice Binds to whoever asks.
    function bindCompliance(address) external {}

    /// @notice It says so.
    function isPlugAndPlay() external pure returns (bool) {
        return true;
    }

    /// @notice Attacks, or agrees.
    function moduleCheck(address, address, uint256, address) external view returns (bool) {
        while (_attack == Attack.BurnGas) {}
        return _attack == Attack.None;
    }

    /// @notice A name, or far more.
    function name() external view returns (string memory) {
        return _attack == Attack.ReturnMuch ? string(new bytes(MUCH)) : string(new bytes(65));
    }
}
