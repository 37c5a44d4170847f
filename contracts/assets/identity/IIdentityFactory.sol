// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IIdFactory} from "../../interfaces/erc3643/IIdFactory.sol";

/// @notice What the identity factory offers beyond ONCHAINID's, and its errors.
interface IIdentityFactory is IIdFactory {
    error IdFactoryAddressMissing();
    error IdFactoryAuthorityHasNoCode(address authority);
    error IdFactorySaltMissing();
    error IdFactorySaltTaken(string salt);
    error IdFactoryAlreadyLinked(address account, address identity);
    error IdFactoryNotLinked(address wallet);
    error IdFactoryNotSameIdentity(address identity, address wallet);
    error IdFactoryLastWallet(address wallet);
    error IdFactoryWalletsFull(address identity, uint256 maximum);
    error IdFactoryKeysMissing();
    error IdFactoryKeyOfWallet(address wallet);
    error IdFactoryNotTokenFactory(address caller);
    error IdFactoryAlreadyTokenFactory(address factory);

    /// @notice Where an investor's identity will be, so that claims can be signed before it exists.
    /// @param manager First management key: the wallet for {createIdentity}, this factory for
    /// {createIdentityWithManagementKeys}.
    /// @param salt The salt without prefix.
    function predictIdentity(address manager, string calldata salt) external view returns (address);
}
