// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Whoever does what messages say, and believes one sender alone. Source: spec/bridge.md, BRIDGE-10.
interface IMessageTarget {
    error MessageSenderInvalid(address expected, address caller, address sender);
}
