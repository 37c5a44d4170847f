// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBeacon} from "@openzeppelin/contracts/proxy/beacon/IBeacon.sol";
import {IImplementationAuthority} from "../../interfaces/erc3643/IImplementationAuthority.sol";

/// @notice An implementation authority which ERC-1967 beacon proxies understand, too.
interface IIdentityAuthority is IImplementationAuthority, IBeacon {
    error AuthorityImplementationHasNoCode(address implementation);
}
