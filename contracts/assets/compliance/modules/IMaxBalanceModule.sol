// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IModule} from "./IModule.sol";

/// @notice No identity holds more than a maximum, over all its wallets. Source: COMPLIANCE-9 to COMPLIANCE-12.
interface IMaxBalanceModule is IModule {
    event MaxBalanceSet(address indexed _compliance, uint256 indexed _maxBalance);

    /// @notice Units of one wallet are now counted for an identity.
    /// @param identity The identity, or the wallet itself while it has none.
    /// @param balance Base units.
    event WalletCounted(address indexed compliance, address indexed wallet, address indexed identity, uint256 balance);

    /// @notice Sets the maximum; zero until set. *Caller:* a bound compliance.
    /// @param _max Base units.
    function setMaxBalance(uint256 _max) external;

    /// @notice Counts wallets as they are now: before the module is bound to a token with supply, and after their
    /// identity changed. *Caller:* anyone, for only the truth can be written.
    function countWallets(address compliance, address[] calldata wallets) external;

    /// @notice Base units counted for an identity.
    function getIDBalance(address _compliance, address _identity) external view returns (uint256);

    /// @notice The maximum, base units.
    function getMaxBalance(address compliance) external view returns (uint256);

    /// @notice Base units counted for a wallet, and the identity they are counted for.
    function countedOf(address compliance, address wallet) external view returns (address identity, uint256 balance);
}
