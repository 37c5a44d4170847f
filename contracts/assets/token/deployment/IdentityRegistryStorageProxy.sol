// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IdentityRegistryStorage} from "../../identity/IdentityRegistryStorage.sol";
import {AbstractProxy} from "./AbstractProxy.sol";
import {ITREXImplementationAuthority} from "./ITREXImplementationAuthority.sol";

/// @notice An identity registry storage whose code an implementation authority names. Source: TOKEN-61, TOKEN-62.
contract IdentityRegistryStorageProxy is AbstractProxy {
    /// @param implementationAuthority Names the code.
    constructor(
        address implementationAuthority
    ) AbstractProxy(implementationAuthority, abi.encodeCall(IdentityRegistryStorage.init, ())) {}

    function _codeOf(ITREXImplementationAuthority authority) internal view override returns (address) {
        return authority.getIRSImplementation();
    }
}
