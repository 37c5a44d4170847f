// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {IImplementationAuthority} from "../../interfaces/erc3643/IImplementationAuthority.sol";
import {IIdentityContract} from "./IIdentityContract.sol";
import {IIdentityProxy} from "./IIdentityProxy.sol";

/// @notice An identity whose code is chosen by an implementation authority. Source: IDENTITY-51.
/// @dev The authority is part of the code: the proxy has no storage that an implementation could touch.
contract IdentityProxy is Proxy, IIdentityProxy {
    address private immutable _authority;

    constructor(address authority, address initialManagementKey) {
        if (authority.code.length == 0) revert IdentityProxyAuthorityHasNoCode(authority);
        _authority = authority;
        Address.functionDelegateCall(
            IImplementationAuthority(authority).getImplementation(),
            abi.encodeCall(IIdentityContract.initialize, (initialManagementKey))
        );
    }

    /// @dev Ether without a call is the implementation's business, too.
    receive() external payable {
        _fallback();
    }

    /// @inheritdoc IIdentityProxy
    function implementationAuthority() external view returns (address) {
        return _authority;
    }

    function _implementation() internal view override returns (address) {
        return IImplementationAuthority(_authority).getImplementation();
    }
}
