// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @notice Tells what a call costs, the first time in a transaction and after that.
contract GasProbe {
    using Address for address;

    function measure(address target, bytes calldata data) external view returns (uint256 first, uint256 later) {
        uint256 start = gasleft();
        target.functionStaticCall(data);
        uint256 between = gasleft();
        target.functionStaticCall(data);
        later = between - gasleft();
        first = start - between;
    }
}
