// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITransferRules} from "../assets/compliance/ITransferRules.sol";
import {IERC3643Compliance} from "../interfaces/erc3643/IERC3643Compliance.sol";

/// @notice Nobody's token: it takes a compliance while it is under construction, subscribes to its rules, and from then
/// on refuses to be told anything, burning all gas it is given.
contract ClingingToken {
    /// @param compliance Whose binding it takes.
    constructor(IERC3643Compliance compliance) {
        compliance.bindToken(address(this));
        ITransferRules(address(compliance)).subscribe();
    }

    /// @notice Refuses.
    function rulesChanged(uint16) external pure {
        while (true) {}
    }
}
