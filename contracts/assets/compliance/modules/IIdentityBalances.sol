// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRuleModule} from "./IRuleModule.sol";

/// @notice Books of what each identity holds over all its wallets. Source: COMPLIANCE-11, COMPLIANCE-12.
interface IIdentityBalances is IRuleModule {
    /// @notice A wallet is now counted for an identity.
    /// @param identity The identity, or the wallet itself while it has none.
    event WalletCounted(address indexed compliance, address indexed wallet, address indexed identity, uint256 balance);

    /// @notice Counts wallets as they are now. Until all units of a token that had supply before are counted, the rule
    /// lets nothing pass. *Caller:* anyone, for only the truth can be written.
    /// @dev *Reverts:* {IModule-ModuleNotBound}.
    function countWallets(address compliance, address[] calldata wallets) external;

    /// @notice Whether all units of the token are counted.
    function isCounted(address compliance) external view returns (bool);

    /// @notice Base units counted for an identity.
    function getIDBalance(address _compliance, address _identity) external view returns (uint256);

    /// @notice The identity a wallet is counted for; zero: it is not counted.
    function countedFor(address compliance, address wallet) external view returns (address);
}
