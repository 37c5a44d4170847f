// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IWalletListener} from "../assets/identity/IWalletListener.sol";

/// @notice Repeats what it is told about wallets, or refuses to hear it.
contract WalletListenerMock is IWalletListener {
    event WalletHeard(address wallet, address oldIdentity, address newIdentity, uint16 oldCountry, uint16 newCountry);

    error WalletListenerMockDeaf(address wallet);

    bool private _deaf;

    /// @notice Sets whether it refuses.
    function setDeaf(bool deaf) external {
        _deaf = deaf;
    }

    /// @inheritdoc IWalletListener
    function walletChanged(
        address wallet,
        address oldIdentity,
        address newIdentity,
        uint16 oldCountry,
        uint16 newCountry
    ) external {
        if (_deaf) revert WalletListenerMockDeaf(wallet);
        emit WalletHeard(wallet, oldIdentity, newIdentity, oldCountry, newCountry);
    }
}
